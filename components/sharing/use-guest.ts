'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Failure, Result } from '@/lib/result/schema'
import { guestAuthorization, guestCalls } from '@/lib/sharing/client'

const againMs = 3_000

/** Thrown into the query cache so that it can be read back as what it was. */
export class GuestFailure extends Error {
  constructor(readonly failure: Failure) {
    super(failure.reason)
  }
}

/**
 * The calls of a guest's page. Where one is told that the link is not valid any more, or the stream that the server
 * ends with the link has ended, `gone` is true, and nothing that was read stays.
 */
export function useGuest(token: string) {
  const client = useQueryClient()
  const [gone, setGone] = useState(false)
  const calls = useMemo(() => guestCalls(token), [token])
  const end = useCallback(() => {
    setGone(true)
    client.clear()
  }, [client])
  const read = useCallback(
    async <T>(asking: Promise<Result<T>>): Promise<T> => {
      const result = await asking
      if (result.ok) return result.value
      if (result.error.reason === 'shareNotValid') end()
      throw new GuestFailure(result.error)
    },
    [end],
  )
  const visible = useVisible()
  // outside system: the server, which says by the end of a stream that the link has ended; a page in the background asks when it is looked at
  useEffect(() => {
    if (!visible || gone) return
    const stop = new AbortController()
    void watch(token, stop.signal, async () => {
      const answer = await calls.shared(stop.signal)
      const over = !answer.ok && answer.error.reason === 'shareNotValid'
      if (over) end()
      return over
    }).catch(() => {})
    return () => stop.abort()
  }, [token, visible, gone, calls, end])
  return { calls, read, gone }
}

/** Holds the stream open, and asks `isOver` whenever it ends, until it says yes. */
async function watch(token: string, signal: AbortSignal, isOver: () => Promise<boolean>): Promise<void> {
  while (!signal.aborted) {
    const heard = await listen(token, signal)
    if (signal.aborted || (await isOver())) return
    // a lost network, a server that starts anew
    if (!heard) await new Promise((go) => setTimeout(go, againMs))
  }
}

async function listen(token: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch('/api/v1/shared/live', {
      credentials: 'omit',
      headers: { authorization: guestAuthorization(token) },
      signal,
    })
    const reader = response.body?.getReader()
    while (reader && !(await reader.read()).done);
    return response.ok
  } catch {
    return false
  }
}

function useVisible(): boolean {
  const [visible, setVisible] = useState(true)
  // outside system: the window
  useEffect(() => {
    const look = () => setVisible(document.visibilityState === 'visible')
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  return visible
}
