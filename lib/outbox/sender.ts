import type { SaveAnswer, SaveRequest } from '@/lib/examples/schema'
import { operationIdOf } from '@/lib/result/operation-id'
import type { Result } from '@/lib/result/schema'
import { collapse } from './batch'
import type { Entry, SaveState, TabMessage } from './schema'
import type { OutboxStorage } from './storage'
import { isRetryable } from './trouble'

export type Send = (datasetId: string, number: number, request: SaveRequest) => Promise<Result<SaveAnswer>>

const longestWaitMs = 5_000
const mostEdits = 500

const waitMs = (tries: number): number =>
  Math.min(longestWaitMs, 250 * 2 ** tries) * (0.75 + Math.random() / 2)

/**
 * Sends what waits, oldest example first, one request at a time, until the server has acknowledged it. What is
 * made meanwhile for one example goes together in its next request. Runs in one tab of a browser.
 */
export class Sender {
  private running = false
  private again = false
  private stopped = false
  private failures = 0
  /** Examples at which the server fails by itself: tried again at a time of their own, while others go on. */
  private readonly failing = new Map<string, { tries: number; until: number }>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private state: SaveState = { pending: 0, word: 'saved' }

  constructor(
    private readonly storage: Pick<OutboxStorage, keyof OutboxStorage>,
    private readonly userId: string,
    private readonly send: Send,
    private readonly tell: (message: TabMessage) => void,
  ) {}

  /** Something new waits, or the network is back. */
  wake(): void {
    clearTimeout(this.timer)
    this.again = true
    if (!this.running && !this.stopped) void this.run()
  }

  /** A tab that was closed right after an action may have told nobody: what it left is looked for. */
  look(): void {
    if (this.state.pending === 0) this.wake()
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
  }

  current(): SaveState {
    return this.state
  }

  private async run(): Promise<void> {
    this.running = true
    try {
      while (this.again && !this.stopped) {
        this.again = false
        while (!this.stopped && (await this.sendNext()));
      }
    } catch (error) {
      this.wakeLater()
      throw error
    } finally {
      this.running = false
    }
  }

  /** Sends one request; false when nothing (more) can be sent now. */
  private async sendNext(): Promise<boolean> {
    const entries = await this.storage.list(this.userId)
    const blocked = new Set(entries.filter((e) => e.trouble).map(place))
    const open = entries.filter((e) => !blocked.has(place(e)))
    const now = Date.now()
    for (const key of this.failing.keys()) if (!open.some((e) => place(e) === key)) this.failing.delete(key)
    const first = open.find((e) => (this.failing.get(place(e))?.until ?? 0) <= now)
    if (!first && open.length > 0) {
      this.report(entries, 'failing')
      this.wakeIn(Math.min(...[...this.failing.values()].map(({ until }) => until)) - now)
      return false
    }
    if (!first) {
      this.report(
        entries,
        entries.some((e) => e.trouble?.code === 'conflict')
          ? 'conflict'
          : entries.length > 0
            ? 'refused'
            : 'saved',
      )
      return false
    }
    const batch = await this.prepare(entries.filter((e) => place(e) === place(first)))
    if (batch.length === 0) return true
    this.report(entries, this.failures > 0 ? this.state.word : this.busyWord())
    const head = batch[0]!
    const edits = collapse(batch.flatMap((e) => e.edits))
    if (edits.length === 0) {
      // done and taken back before it was sent
      await this.storage.drop(batch.map((e) => e.seq))
      this.tell({ type: 'dropped', datasetId: head.datasetId, number: head.number })
      return true
    }
    const answer = await this.send(head.datasetId, head.number, {
      operationId: head.operationId!,
      revision: head.revision,
      edits,
      by: this.userId,
      ...(head.undoOf ? { undoOf: head.undoOf } : {}),
    })
    const seqs = batch.map((e) => e.seq)
    const at = { datasetId: head.datasetId, number: head.number, seqs }
    if (answer.ok) {
      this.failures = 0
      this.failing.delete(place(head))
      await this.storage.drop(seqs)
      await this.rememberOperation(batch, answer.value.revision)
      this.tell({ type: 'acknowledged', ...at, operationId: head.operationId!, answer: answer.value })
      this.report(await this.storage.list(this.userId), this.busyWord())
      return true
    }
    if (answer.error.code === 'internal') {
      const tries = (this.failing.get(place(head))?.tries ?? 0) + 1
      this.failing.set(place(head), { tries, until: Date.now() + waitMs(tries) })
      return true
    }
    if (isRetryable(answer.error)) {
      this.wakeLater()
      this.report(entries, answer.error.code === 'unauthenticated' ? 'signed-out' : 'offline')
      return false
    }
    // a refused undo has nothing of a person's work in it: it is told and forgotten
    if (head.undoOf) {
      await this.storage.drop(seqs)
      if (head.undoId) await this.storage.dropUndo([head.undoId])
    } else await this.storage.update(batch.map((e) => ({ ...e, operationId: null, trouble: answer.error })))
    this.tell({ type: 'troubled', ...at, trouble: answer.error, undo: head.undoOf !== null })
    return true
  }

  private wakeLater(): void {
    this.failures++
    this.wakeIn(waitMs(this.failures))
  }

  private wakeIn(ms: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.wake(), ms)
  }

  private busyWord(): SaveState['word'] {
    return this.failing.size > 0 ? 'failing' : 'saving'
  }

  /**
   * The next request of one example: a batch under way as it was, else what waits up to the next undo or restore,
   * and to the next decision, which is about the text before it and not about what was typed since; as far as one
   * request holds it.
   */
  private async prepare(waiting: Entry[]): Promise<Entry[]> {
    const sent = waiting.filter((e) => e.operationId !== null)
    if (sent.length > 0) return sent.filter((e) => e.operationId === sent[0]!.operationId)
    const batch: Entry[] = []
    let edits = 0
    for (const entry of waiting) {
      edits += entry.edits.length
      if (batch.length > 0 && (goesAlone(entry) || edits > mostEdits)) break
      batch.push(entry)
      if (goesAlone(entry) || decides(entry)) break
    }
    return this.storage.mark(
      batch.map((e) => e.seq),
      operationIdOf(this.storage.browserId),
    )
  }

  private async rememberOperation(batch: Entry[], revision: number): Promise<void> {
    for (const { undoId, operationId } of batch)
      if (undoId && operationId) await this.storage.noteOperation(undoId, operationId, revision)
  }

  private report(entries: Entry[], word: SaveState['word']): void {
    const state: SaveState = { pending: entries.length, word: entries.length === 0 ? 'saved' : word }
    if (state.pending === this.state.pending && state.word === this.state.word) return
    this.state = state
    this.tell({ type: 'state', state })
  }
}

const place = (e: Entry) => `${e.datasetId}/${e.number}`
const goesAlone = (e: Entry) => e.undoOf !== null || e.edits.some(({ type }) => type === 'restore-revision')
const decides = (e: Entry) => e.edits.some(({ type }) => type === 'set-status')
