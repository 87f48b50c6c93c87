'use client'

import { useEffect, useState } from 'react'
import { EditorSession } from '@/components/editor/session'
import type { Failure } from '@/lib/result/schema'
import { useOutbox } from './outbox-context'

export type OpenExample = { session: EditorSession | null; failure: Failure | null; loading: boolean }

/** The open example's session. The one before stays on screen until the next is there: nothing blinks. */
export function useSession(datasetId: string, number: number | null): OpenExample & { reopen: () => void } {
  const outbox = useOutbox()
  const [attempt, setAttempt] = useState(0)
  const [state, setState] = useState<OpenExample>({ session: null, failure: null, loading: true })
  // outside system: the server, and the outbox that the session listens to
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` opens it again on purpose
  useEffect(() => {
    if (!outbox) return
    if (number === null) {
      setState({ session: null, failure: null, loading: false })
      return
    }
    const left = new AbortController()
    let opened: EditorSession | null = null
    setState((s) => ({ ...s, loading: true }))
    EditorSession.open(outbox, datasetId, number, left.signal).then(
      (answer) => {
        if (left.signal.aborted) {
          if (answer.ok) answer.session.close()
          return
        }
        if (answer.ok) opened = answer.session
        setState({
          session: answer.ok ? answer.session : null,
          failure: answer.ok ? null : answer.error,
          loading: false,
        })
      },
      (error: unknown) => {
        if (!left.signal.aborted) throw error
      },
    )
    return () => {
      left.abort()
      opened?.close()
    }
  }, [outbox, datasetId, number, attempt])
  return { ...state, reopen: () => setAttempt((n) => n + 1) }
}
