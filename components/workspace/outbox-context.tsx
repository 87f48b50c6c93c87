'use client'

import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react'
import type { LiveEvent } from '@/lib/live/schema'
import { Outbox, type OutboxEvent } from '@/lib/outbox/outbox'
import type { SaveState } from '@/lib/outbox/schema'

const OutboxContext = createContext<Outbox | null>(null)

/** Opens this browser's outbox for the signed-in person; children appear once it is open. */
export function OutboxProvider({ userId, children }: { userId: string; children: ReactNode }) {
  const [outbox, setOutbox] = useState<Outbox | null>(null)
  // outside system: IndexedDB, the tabs' channel and the event stream
  useEffect(() => {
    let opened: Outbox | null = null
    let left = false
    void Outbox.open(userId).then((o) => {
      opened = o
      if (left) o.close()
      else setOutbox(o)
    })
    return () => {
      left = true
      opened?.close()
      setOutbox(null)
    }
  }, [userId])
  return <OutboxContext value={outbox}>{children}</OutboxContext>
}

/** Null until the browser's storage is open. */
export const useOutbox = (): Outbox | null => useContext(OutboxContext)

/** Calls `listener` (which must be stable) for everything that tabs and server tell. */
export function useOutboxEvents(listener: (event: OutboxEvent) => void): void {
  const outbox = useOutbox()
  // outside system: the tabs' channel
  useEffect(() => outbox?.listen(listener), [outbox, listener])
}

const burstMs = 200

/**
 * Calls `look` a moment after the server tells of such events (of one dataset, or of any); with `missed` also when the
 * stream is there again after a time without it.
 */
export function useLive(
  types: LiveEvent['type'][],
  datasetId: string | null,
  look: () => void,
  missed = true,
): void {
  const latest = useRef({ types, look })
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const opened = useRef(false)
  // outside system: the tabs' channel, which reads these later
  useEffect(() => {
    latest.current = { types, look }
  })
  const hear = useCallback(
    (event: OutboxEvent) => {
      const live = event.type === 'live-event' ? event.event : null
      const meant =
        live !== null &&
        latest.current.types.includes(live.type) &&
        (datasetId === null || live.type === 'access' || live.datasetId === datasetId)
      // what the page came with is as new as the stream that it opens
      const again = missed && event.type === 'live-open' && opened.current
      if (event.type === 'live-open') opened.current = true
      if ((!meant && !again) || timer.current !== null) return
      timer.current = setTimeout(() => {
        timer.current = null
        latest.current.look()
      }, burstMs)
    },
    [datasetId, missed],
  )
  // outside system: the timer ends with the page
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current)
      timer.current = null
    },
    [],
  )
  useOutboxEvents(hear)
}

export function useSaveState(): SaveState {
  const outbox = useOutbox()
  const [state, setState] = useState<SaveState>({ pending: 0, word: 'saved' })
  // outside system: the tabs' channel
  useEffect(() => {
    if (!outbox) return
    setState(outbox.state)
    return outbox.listen((event) => {
      if (event.type === 'state') setState(event.state)
    })
  }, [outbox])
  return state
}
