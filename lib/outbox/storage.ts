import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { newBrowserId } from '@/lib/result/operation-id'
import type { Entry, UndoStep } from './schema'

type Schema = DBSchema & {
  entries: { key: number; value: Entry; indexes: { example: [string, number] } }
  browser: { key: 'id'; value: string }
  undo: { key: string; value: UndoStep; indexes: { dataset: [string, string, number] } }
}

type Unwritten = {
  entry: Entry
  step: UndoStep | null
  resolve: () => void
  reject: (error: unknown) => void
}

const undoDepth = 200

/** The browser's own copy of what isn't on the server yet, and of what can be undone. */
export class OutboxStorage {
  private readonly unwritten: Unwritten[] = []
  private written: Promise<void> = Promise.resolve()

  private constructor(
    private readonly idb: IDBPDatabase<Schema>,
    /** What this browser calls itself in the operation ids it makes; the same in all its tabs. */
    readonly browserId: string,
  ) {}

  static async open(): Promise<OutboxStorage> {
    const idb = await openDB<Schema>('finecut', 2, {
      upgrade(old, from) {
        if (from < 1) {
          const entries = old.createObjectStore('entries', { keyPath: 'seq' })
          entries.createIndex('example', ['datasetId', 'number'])
          const undo = old.createObjectStore('undo', { keyPath: 'id' })
          undo.createIndex('dataset', ['userId', 'datasetId', 'at'])
        }
        old.createObjectStore('browser')
      },
    })
    // kept beside the entries, so that the two are never lost one without the other
    const tx = idb.transaction('browser', 'readwrite', { durability: 'strict' })
    const known = await tx.store.get('id')
    const id = known ?? newBrowserId()
    if (!known) await tx.store.put(id, 'id')
    await tx.done
    return new OutboxStorage(idb, id)
  }

  /** Resolves when the browser has it on disk. */
  add(entry: Entry, step: UndoStep | null): Promise<void> {
    return new Promise((resolve, reject) => {
      this.unwritten.push({ entry, step, resolve, reject })
      // what is done while the disk is busy goes to it together: the wait stays short however fast someone works
      this.written = this.written.then(() => this.writeAll())
    })
  }

  /** Entries of one person, oldest first. */
  async list(userId: string): Promise<Entry[]> {
    await this.written
    return (await this.idb.getAll('entries')).filter((e) => e.userId === userId)
  }

  async listOf(userId: string, datasetId: string, number: number): Promise<Entry[]> {
    await this.written
    const found = await this.idb.getAllFromIndex('entries', 'example', [datasetId, number])
    return found.filter((e) => e.userId === userId).sort((a, b) => a.seq - b.seq)
  }

  async update(entries: Entry[]): Promise<void> {
    const tx = this.idb.transaction('entries', 'readwrite', { durability: 'strict' })
    // one that was dropped meanwhile stays dropped
    for (const entry of entries) if (await tx.store.getKey(entry.seq)) await tx.store.put(entry)
    await tx.done
  }

  /**
   * Marks entries as part of one request and returns those: what another tab, leading until a moment ago, has
   * already put into a request of its own stays there.
   */
  async mark(seqs: number[], operationId: string): Promise<Entry[]> {
    const tx = this.idb.transaction('entries', 'readwrite', { durability: 'strict' })
    const marked: Entry[] = []
    for (const seq of seqs) {
      const entry = await tx.store.get(seq)
      if (!entry || entry.operationId !== null) continue
      marked.push({ ...entry, operationId })
      await tx.store.put({ ...entry, operationId })
    }
    await tx.done
    return marked
  }

  /**
   * An action in place of others, all at once: nothing is lost between the two. Where one of these is gone, because
   * another tab was first, nothing happens.
   */
  async replace(seqs: number[], entry: Entry, step: UndoStep | null): Promise<void> {
    await this.written
    const tx = this.idb.transaction(['entries', 'undo'], 'readwrite', { durability: 'strict' })
    const entries = tx.objectStore('entries')
    const there = await Promise.all(seqs.map((seq) => entries.getKey(seq)))
    if (there.every((seq) => seq !== undefined)) {
      await Promise.all([
        entries.add(entry),
        step && tx.objectStore('undo').put(step),
        ...seqs.map((seq) => entries.delete(seq)),
      ])
    }
    await tx.done
  }

  private async writeAll(): Promise<void> {
    const actions = this.unwritten.splice(0)
    if (actions.length === 0) return
    try {
      await this.write(actions)
      for (const { resolve } of actions) resolve()
    } catch (error) {
      for (const { reject } of actions) reject(error)
    }
  }

  private async write(actions: Unwritten[]): Promise<void> {
    const tx = this.idb.transaction(['entries', 'undo'], 'readwrite', { durability: 'strict' })
    const asked: Promise<unknown>[] = []
    for (const { entry, step } of actions) {
      asked.push(tx.objectStore('entries').add(entry))
      if (step) asked.push(tx.objectStore('undo').put(step))
    }
    // the page may be gone before an answer could come back: the browser has it all, commit included, at once
    tx.commit()
    await Promise.all([...asked, tx.done])
  }

  async drop(seqs: number[]): Promise<void> {
    const tx = this.idb.transaction('entries', 'readwrite', { durability: 'strict' })
    await Promise.all(seqs.map((seq) => tx.store.delete(seq)))
    await tx.done
  }

  /** Undo steps of a dataset, or of all of them, oldest first. */
  async listUndo(userId: string, datasetId: string | null): Promise<UndoStep[]> {
    if (datasetId === null) {
      const all = await this.idb.getAllFromIndex('undo', 'dataset', IDBKeyRange.bound([userId], [userId, []]))
      return all.sort((a, b) => a.at - b.at)
    }
    return this.idb.getAllFromIndex('undo', 'dataset', undoRange(userId, datasetId))
  }

  /** The operation that last changed what this step is about. */
  async noteOperation(id: string, operationId: string, revision: number): Promise<void> {
    const tx = this.idb.transaction('undo', 'readwrite')
    const step = await tx.store.get(id)
    if (step?.done.kind === 'edits')
      await tx.store.put({ ...step, done: { ...step.done, operationId, revision } })
    await tx.done
  }

  async putUndo(step: UndoStep): Promise<void> {
    await this.idb.put('undo', step)
  }

  async dropUndo(ids: string[]): Promise<void> {
    const tx = this.idb.transaction('undo', 'readwrite')
    for (const id of ids) await tx.store.delete(id)
    await tx.done
  }

  /** A new action: what was undone can't come back any more, and the oldest steps go. */
  async trimUndo(userId: string, datasetId: string, newest: string): Promise<void> {
    const tx = this.idb.transaction('undo', 'readwrite')
    const byTime = tx.store.index('dataset')
    const range = undoRange(userId, datasetId)
    let passed = false
    for (let at = await byTime.openCursor(range, 'prev'); at; at = await at.continue()) {
      if (at.value.id === newest) passed = true
      else if (passed && !at.value.undone) break
      else if (passed) await at.delete()
    }
    let over = (await byTime.count(range)) - undoDepth
    for (let at = await byTime.openCursor(range); at && over > 0; at = await at.continue(), over--)
      await at.delete()
    await tx.done
  }
}

const undoRange = (userId: string, datasetId: string) =>
  IDBKeyRange.bound([userId, datasetId, 0], [userId, datasetId, Number.MAX_SAFE_INTEGER])
