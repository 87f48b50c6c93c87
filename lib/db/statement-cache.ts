import type Database from 'better-sqlite3'

type Values = unknown[]
type Kept = { statement: Database.Statement<Values, Values>; columns: Database.ColumnDefinition[] }

const mostStatements = 300
// longer ones are of bulk work, and hardly come twice
const longest = 10_000

/**
 * Has a connection keep what it prepared: Prisma's adapter prepares each query anew, which takes longer than most of
 * them run. Statements are given as the adapter uses them: bound once, then run or read as arrays.
 */
export function keepStatements(client: Database.Database): void {
  const prepare = client.prepare.bind(client) as (sql: string) => Database.Statement<Values, Values>
  const kept = new Map<string, Kept>()
  const find = (sql: string): Kept => {
    const found = kept.get(sql)
    if (found) return found
    const statement = prepare(sql)
    const made = { statement, columns: statement.reader ? statement.raw().columns() : [] }
    if (kept.size === mostStatements) kept.clear()
    if (sql.length <= longest) kept.set(sql, made)
    return made
  }
  const bindable = (sql: string) => {
    const { statement, columns } = find(sql)
    let bound: Values = []
    const asBound = {
      reader: statement.reader,
      bind(values: Values) {
        bound = values
        return asBound
      },
      run: (...values: Values) => statement.run(...(values.length > 0 ? values : bound)),
      columns: () => columns,
      raw: () => ({ all: () => statement.all(...bound) }),
    }
    return asBound
  }
  client.prepare = bindable as unknown as typeof client.prepare
}
