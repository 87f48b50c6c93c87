import type { Outbox } from '@/lib/outbox/outbox'
import type { Failure } from '@/lib/result/schema'
import { EditorSession } from './session'

/** An example as the pool holds it: on the way while it has neither. */
export type Held = { session: EditorSession | null; failure: Failure | null }

type Entry = Held & { left: AbortController }

/**
 * The open example of a tab and its neighbours, each a session that hears of every change: whoever walks the list
 * finds the next one there.
 */
export class SessionPool {
  private readonly entries = new Map<number, Entry>()
  private readonly listeners = new Set<() => void>()
  private shown: number | null = null
  private closed = false

  constructor(
    private readonly outbox: Outbox,
    private readonly datasetId: string,
  ) {}

  get = (number: number): Held | null => this.entries.get(number) ?? null

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** From now on the one that is shown and its neighbours are held, and no others. */
  hold(shown: number | null, neighbours: readonly number[]): void {
    if (this.closed) return
    // what could not be read ahead is read when it is its turn
    if (shown !== this.shown && shown !== null && this.entries.get(shown)?.failure) this.leave(shown)
    this.shown = shown
    const numbers = shown === null ? [] : [shown, ...neighbours]
    for (const number of this.entries.keys()) if (!numbers.includes(number)) this.leave(number)
    for (const number of numbers) if (!this.entries.has(number)) void this.open(number)
  }

  /** Opens an example anew, such as one that could not be read. */
  reopen(number: number): void {
    this.leave(number)
    void this.open(number)
  }

  close(): void {
    this.listeners.clear()
    this.hold(null, [])
    this.closed = true
  }

  private leave(number: number): void {
    const entry = this.entries.get(number)
    this.entries.delete(number)
    entry?.left.abort()
    entry?.session?.close()
  }

  private async open(number: number): Promise<void> {
    const entry: Entry = { session: null, failure: null, left: new AbortController() }
    this.put(number, entry)
    const { signal } = entry.left
    const answer = await EditorSession.open(this.outbox, this.datasetId, number, signal).catch(
      (error: unknown) => {
        if (signal.aborted) return null
        throw error
      },
    )
    if (!answer) return
    if (signal.aborted) {
      if (answer.ok) answer.session.close()
      return
    }
    this.put(number, {
      left: entry.left,
      session: answer.ok ? answer.session : null,
      failure: answer.ok ? null : answer.error,
    })
  }

  private put(number: number, entry: Entry): void {
    this.entries.set(number, entry)
    for (const listener of this.listeners) listener()
  }
}
