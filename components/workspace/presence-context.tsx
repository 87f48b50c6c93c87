'use client'

import { createContext, use, useCallback, useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { EditorSession } from '@/components/editor/session'
import type { OutboxEvent } from '@/lib/outbox/outbox'
import { tellLeaving, tellPresence } from '@/lib/presence/client'
import {
  editorsOf,
  type Person,
  peopleAt,
  type Windows,
  withoutSilent,
  withPresence,
} from '@/lib/presence/windows'
import { beatMs } from '@/lib/presence/words'
import { newBrowserId } from '@/lib/result/operation-id'
import { useOutbox, useOutboxEvents } from './outbox-context'

type Store = StoreApi<{ windows: Windows }>
const nobody: Store = createStore(() => ({ windows: new Map() as Windows }))
const PresenceContext = createContext<Store>(nobody)
export const PresenceProvider = PresenceContext.Provider

/** Who else has an example open. */
export const usePeopleAt = (number: number): Person[] =>
  useStore(
    use(PresenceContext),
    useShallow((s) => peopleAt(s.windows, number).map(sameObject)),
  )

/** Who else edits a message of it. */
export const useEditorsOf = (number: number, messageId: string): Person[] =>
  useStore(
    use(PresenceContext),
    useShallow((s) => editorsOf(s.windows, number, messageId).map(sameObject)),
  )

// one object a person, so that a beat alone draws nothing anew
const known = new Map<string, Person>()
function sameObject(person: Person): Person {
  const key = `${person.id} ${person.name}`
  const same = known.get(key) ?? person
  known.set(key, same)
  return same
}

const settleMs = 250
const sweepMs = 2_000

/** Keeps who else is where in this dataset, and tells the others where this window is, for as long as it is in sight. */
export function usePresence(datasetId: string, number: number | null, session: EditorSession | null): Store {
  const outbox = useOutbox()
  const store = useMemo<Store>(() => createStore(() => ({ windows: new Map() as Windows })), [])
  const beats = useRef<Beats | null>(null)

  // outside system: the others' windows, and this page's being in sight
  useEffect(() => {
    const own = new Beats(datasetId)
    beats.current = own
    const sweep = setInterval(
      () => store.setState((s) => ({ windows: withoutSilent(s.windows, Date.now()) })),
      sweepMs,
    )
    return () => {
      clearInterval(sweep)
      own.end()
      beats.current = null
    }
  }, [datasetId, store])

  // outside system: the others hear of each change
  useEffect(() => {
    const tell = () => beats.current?.moveTo(number, session?.store.getState().editingId ?? null)
    tell()
    return session?.store.subscribe((now, before) => {
      if (now.editingId !== before.editingId) tell()
    })
  }, [number, session])

  const hear = useCallback(
    (event: OutboxEvent) => {
      if (event.type === 'live-open') beats.current?.sayHello()
      if (event.type !== 'live-event' || event.event.type !== 'presence') return
      const presence = event.event
      if (presence.datasetId !== datasetId || presence.actorId === outbox?.userId) return
      store.setState((s) => ({ windows: withPresence(s.windows, presence, Date.now()) }))
      if (presence.hello) beats.current?.answer()
    },
    [datasetId, outbox, store],
  )
  useOutboxEvents(hear)
  return store
}

/** What one window tells: where it is, once in a while and whenever that changes; nothing while it is out of sight. */
class Beats {
  private readonly window = newBrowserId()
  private place: { number: number | null; messageId: string | null } = { number: null, messageId: null }
  private hello = true
  private told = false
  private refused = false
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly regular = setInterval(() => this.soon(0), beatMs)

  constructor(private readonly datasetId: string) {
    document.addEventListener('visibilitychange', this.inSight)
    addEventListener('pagehide', this.leave)
  }

  moveTo(number: number | null, messageId: string | null): void {
    this.place = { number, messageId }
    this.soon(settleMs)
  }

  sayHello(): void {
    this.hello = true
    this.soon(settleMs)
  }

  /** Somebody asks who is here: not everybody in the same moment. */
  answer(): void {
    this.soon(Math.random() * 500)
  }

  end(): void {
    clearInterval(this.regular)
    clearTimeout(this.timer)
    document.removeEventListener('visibilitychange', this.inSight)
    removeEventListener('pagehide', this.leave)
    this.leave()
  }

  private readonly inSight = () => {
    if (document.visibilityState === 'visible') this.sayHello()
    else this.leave()
  }

  private readonly leave = () => {
    if (this.told && navigator.onLine) tellLeaving(this.datasetId, this.window)
    this.told = false
  }

  private soon(inMs: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.tell(), inMs)
  }

  private async tell(): Promise<void> {
    const { number, messageId } = this.place
    if (this.refused || !navigator.onLine || document.visibilityState !== 'visible') return
    if (number === null) return this.leave()
    const { hello } = this
    this.told = true
    const answer = await tellPresence(this.datasetId, { window: this.window, number, messageId, hello })
    if (answer.ok && hello) this.hello = false
    // signed out, or not let in any more: asking again and again changes nothing
    if (!answer.ok && ['unauthenticated', 'forbidden', 'not_found'].includes(answer.error.code))
      this.refused = true
  }
}
