import type { CountedExample } from '@/lib/distribution/schema'
import { saveExample } from '@/lib/examples/client'
import type { Edit } from '@/lib/examples/schema'
import { isLiveEvent } from '@/lib/live/event'
import type { LiveEvent } from '@/lib/live/schema'
import { contend } from './leader'
import { openLive } from './live'
import type { Entry, SaveState, TabMessage, UndoStep } from './schema'
import { Sender } from './sender'
import { OutboxStorage } from './storage'

/** A change made in this tab as charts see it, told in the moment in which it is made. */
export type OwnChange = {
  type: 'own-change'
  datasetId: string
  number: number
  before: CountedExample
  after: CountedExample
}
export type OutboxEvent = TabMessage | { type: 'live-event'; event: LiveEvent } | OwnChange
const settleMs = 5_000
type Listener = (event: OutboxEvent) => void

export type NewAction = {
  datasetId: string
  number: number
  revision: number
  edits: Edit[]
  undoOf?: string | null
  /** A new step of the undo stack; an undo itself has none, it names the step that it takes back. */
  step: UndoStep | null
  undoId?: string
  /** Entries that this takes the place of: a conflict that a person has decided. */
  insteadOf?: number[]
}

const lookMs = 3_000

/**
 * This tab's end of the browser's outbox: what a person does goes to IndexedDB first, the leading tab sends it, and
 * every tab hears what became of it, and of everybody else's work. One event stream and one sender per person and
 * browser.
 */
export class Outbox {
  private readonly channel: BroadcastChannel
  private readonly listeners = new Set<Listener>()
  private sender: Sender | null = null
  private resign = () => {}
  private closed = false
  private unstored = 0
  private storageFailed = false
  private lastSeq = 0
  private turns: Promise<unknown> = Promise.resolve()
  private reported: SaveState = { pending: 0, word: 'saved' }
  /** What the person is told: what the sender reported, and what is not on disk yet. */
  state: SaveState = this.reported

  private constructor(
    readonly userId: string,
    readonly storage: OutboxStorage,
  ) {
    this.channel = new BroadcastChannel(`finecut:${userId}`)
  }

  static async open(userId: string): Promise<Outbox> {
    const outbox = new Outbox(userId, await OutboxStorage.open())
    outbox.start()
    return outbox
  }

  private start(): void {
    this.channel.onmessage = (message: MessageEvent<TabMessage>) => this.hear(message.data)
    this.resign = contend(this.userId, () => this.lead())
    this.post({ type: 'hello' })
    void this.storage.list(this.userId).then((entries) => {
      if (entries.length > 0 && this.state.pending === 0)
        this.hear({ type: 'state', state: { pending: entries.length, word: 'saving' } })
    })
  }

  close(): void {
    this.closed = true
    this.resign()
    this.channel.close()
    this.listeners.clear()
  }

  listen(listener: Listener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /**
   * Keeps an action and sends it soon. `seq` is its place in the outbox; `kept` resolves once the browser has it on
   * disk.
   */
  push(action: NewAction): { seq: number; kept: Promise<void> } {
    this.lastSeq = Math.max(this.lastSeq + 1, Date.now() * 1000 + Math.floor(Math.random() * 1000))
    const seq = this.lastSeq
    return { seq, kept: this.keep(action, seq) }
  }

  private async keep(action: NewAction, seq: number): Promise<void> {
    this.unstored++
    this.showState()
    const entry: Entry = {
      seq,
      userId: this.userId,
      datasetId: action.datasetId,
      number: action.number,
      revision: action.revision,
      edits: action.edits,
      operationId: null,
      undoOf: action.undoOf ?? null,
      undoId: action.step?.id ?? action.undoId ?? null,
      trouble: null,
      at: Date.now(),
    }
    const stored = action.insteadOf
      ? this.storage.replace(action.insteadOf, entry, action.step)
      : this.storage.add(entry, action.step)
    try {
      await stored
    } catch (error) {
      // it stands on screen only: it stays counted, and the word says so until the page is loaded anew
      this.storageFailed = true
      this.showState()
      throw error
    }
    this.unstored--
    if (action.step) {
      await this.storage.trimUndo(this.userId, action.datasetId, action.step.id)
      this.tell({ type: 'undo-changed', datasetId: action.datasetId })
    }
    this.tell({ type: 'entry', datasetId: action.datasetId, number: action.number })
  }

  /** Gives up what was refused for an example; the caller has shown it to the person. */
  async drop(datasetId: string, number: number, seqs: number[]): Promise<void> {
    await this.storage.drop(seqs)
    this.tell({ type: 'dropped', datasetId, number })
    this.retry()
  }

  /** One after the other: the second undo begins when the first has its answer. */
  inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = this.turns.then(act)
    this.turns = mine.catch(() => {})
    return mine
  }

  /** Whether the server has all that was done in a dataset, but for what waits for a person; looks for a few seconds. */
  async settled(datasetId: string): Promise<boolean> {
    const until = Date.now() + settleMs
    while (Date.now() < until) {
      const entries = await this.storage.list(this.userId)
      if (!entries.some((e) => e.datasetId === datasetId && e.trouble === null)) return true
      if (['offline', 'failing', 'signed-out'].includes(this.state.word)) return false
      await new Promise((done) => setTimeout(done, 50))
    }
    return false
  }

  retry(): void {
    this.tell({ type: 'hello' })
  }

  private showState(): void {
    this.state = this.withUnstored(this.reported)
    this.emit({ type: 'state', state: this.state })
  }

  // "Saved" must not stand while something only this tab knows of waits, nor "kept" for what is not on disk yet
  private withUnstored(state: SaveState): SaveState {
    if (this.unstored === 0) return state
    const pending = state.pending + this.unstored
    if (this.storageFailed) return { pending, word: 'refused' }
    if (state.word === 'offline') return state
    return { pending, word: state.word === 'saved' ? 'saving' : state.word }
  }

  tell(message: TabMessage): void {
    this.post(message)
    this.hear(message)
  }

  // what was under way when the page was left still ends here; a closed channel would throw
  private post(message: TabMessage): void {
    if (!this.closed) this.channel.postMessage(message)
  }

  private hear(message: TabMessage): void {
    if (message.type === 'entry' || message.type === 'dropped') this.sender?.wake()
    if (message.type === 'hello' && this.sender) {
      this.sender.wake()
      this.post({ type: 'state', state: this.sender.current() })
    }
    if (message.type === 'state') {
      this.reported = message.state
      this.showState()
      return
    }
    this.emit(message)
    if (message.type !== 'live') return
    if (isLiveEvent(message.event)) this.emit({ type: 'live-event', event: message.event })
  }

  /** Tells this tab only. */
  tellHere(event: OwnChange): void {
    this.emit(event)
  }

  private emit(event: OutboxEvent): void {
    for (const listener of this.listeners) listener(event)
  }

  private lead(): () => void {
    const sender = new Sender(this.storage, this.userId, saveExample, (message) => this.tell(message))
    this.sender = sender
    const closeLive = openLive(
      (event) => this.tell({ type: 'live', event }),
      () => {
        this.tell({ type: 'live-open' })
        sender.wake()
      },
    )
    const online = () => sender.wake()
    addEventListener('online', online)
    const looking = setInterval(() => sender.look(), lookMs)
    sender.wake()
    return () => {
      clearInterval(looking)
      removeEventListener('online', online)
      closeLive()
      sender.stop()
      this.sender = null
    }
  }
}
