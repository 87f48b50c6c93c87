'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useSyncExternalStore } from 'react'
import type { View } from '@/lib/examples/client'

export type Place = {
  view: View
  example: number | null
  /** The message that a link points at. */
  turn: string | null
}

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

function go(change: Record<string, string | null>): void {
  const next = new URLSearchParams(window.location.search)
  for (const [key, value] of Object.entries(change)) {
    if (value) next.set(key, value)
    else next.delete(key)
  }
  window.history.pushState(null, '', next.size > 0 ? `?${next}` : window.location.pathname)
  for (const listener of listeners) listener()
}

/**
 * The query of this page's address. The router tells of a new one only after it has rendered in its own time, three
 * frames later: too late for whoever walks from example to example.
 */
function useSearch(): string {
  const pathname = usePathname()
  const told = useSearchParams().toString()
  const read = () => {
    const { pathname: path, search } = window.location
    // on the way to another page the address is no longer this one's
    return path === pathname ? new URLSearchParams(search).toString() : told
  }
  return useSyncExternalStore(subscribe, read, () => told)
}

/**
 * Filter, order and open example, as the address holds them: whoever opens the link sees the same, and Back leads
 * where a person came from.
 */
export function useView(): Place & { setView: (view: View) => void; open: (example: number | null) => void } {
  const params = new URLSearchParams(useSearch())
  const asked = Number(params.get('example'))
  return {
    view: { q: params.get('q') ?? '', sort: params.get('sort') ?? '' },
    example: Number.isInteger(asked) && asked > 0 ? asked : null,
    turn: params.get('turn'),
    setView: useCallback((view: View) => go({ q: view.q || null, sort: view.sort || null }), []),
    open: useCallback(
      (number: number | null) => go({ example: number === null ? null : String(number), turn: null }),
      [],
    ),
  }
}
