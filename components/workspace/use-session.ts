'use client'

import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { EditorSession } from '@/components/editor/session'
import { SessionPool } from '@/components/editor/session-pool'
import { afterPaint } from '@/components/ui/after-paint'
import type { Failure } from '@/lib/result/schema'
import { useOutbox } from './outbox-context'

export type OpenExample = { session: EditorSession | null; failure: Failure | null; loading: boolean }

const nothing = () => () => {}

/**
 * The open example's session. Its neighbours in the list are opened once it is there, so that the next one is shown
 * at once; where it has to be fetched the one before stays on screen until then: nothing blinks.
 */
export function useSession(
  datasetId: string,
  number: number | null,
  neighbours: readonly number[],
): OpenExample & { reopen: () => void } {
  const outbox = useOutbox()
  const [pool, setPool] = useState<SessionPool | null>(null)
  // outside system: the server, and the outbox that the sessions listen to
  useEffect(() => {
    if (!outbox) return
    const opened = new SessionPool(outbox, datasetId)
    setPool(opened)
    return () => {
      setPool(null)
      opened.close()
    }
  }, [outbox, datasetId])
  const held = useSyncExternalStore(
    pool?.subscribe ?? nothing,
    () => (number === null ? null : (pool?.get(number) ?? null)),
    () => null,
  )
  const isOpen = held?.session != null
  const around = neighbours.join()
  // outside system: the server
  useEffect(() => {
    const near = isOpen && around !== '' ? around.split(',').map(Number) : []
    if (!pool) return
    // one that is there is painted before its neighbours are asked for
    if (isOpen) return afterPaint(() => pool.hold(number, near))
    pool.hold(number, near)
  }, [pool, number, isOpen, around])

  const reopen = useCallback(() => {
    if (number !== null) pool?.reopen(number)
  }, [pool, number])
  const before = useRef<EditorSession | null>(null)
  const loading = !pool || (number !== null && !held?.session && !held?.failure)
  if (!loading) before.current = held?.session ?? null
  return {
    session: loading ? before.current : (held?.session ?? null),
    failure: loading ? null : (held?.failure ?? null),
    loading,
    reopen,
  }
}
