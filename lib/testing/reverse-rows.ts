import Database from 'better-sqlite3'

// A query without an order is answered in any: SQLite answers it in the reverse here, so that no test and nothing that a
// person sees counts on one (PostgreSQL finds rows where there was room for them).
const { prepare } = Database.prototype
const reversing = new WeakSet<object>()

if (prepare.name !== 'prepareReversing')
  Database.prototype.prepare = function prepareReversing(this: Database.Database, source: string) {
    if (!reversing.has(this)) {
      reversing.add(this)
      this.pragma('reverse_unordered_selects = ON')
    }
    return prepare.call(this, source)
  } as typeof prepare
