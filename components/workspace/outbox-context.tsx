'use client'

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
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
