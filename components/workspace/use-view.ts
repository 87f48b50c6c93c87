'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'
import type { View } from '@/lib/examples/client'

export type Place = {
  view: View
  example: number | null
  /** The message that a link points at. */
  turn: string | null
}

/**
 * Filter, order and open example, as the address holds them: whoever opens the link sees the same. Moving from
 * example to example replaces no history; a new filter does not either, so Back leads where a person came from.
 */
export function useView(): Place & { setView: (view: View) => void; open: (example: number | null) => void } {
  const params = useSearchParams()
  const view: View = { q: params.get('q') ?? '', sort: params.get('sort') ?? '' }
  const asked = Number(params.get('example'))
  const example = Number.isInteger(asked) && asked > 0 ? asked : null
  const turn = params.get('turn')
  const go = useCallback((change: Record<string, string | null>, push: boolean) => {
    const next = new URLSearchParams(window.location.search)
    for (const [key, value] of Object.entries(change)) {
      if (value) next.set(key, value)
      else next.delete(key)
    }
    const address = next.size > 0 ? `?${next}` : window.location.pathname
    if (push) window.history.pushState(null, '', address)
    else window.history.replaceState(null, '', address)
  }, [])
  return {
    view,
    example,
    turn,
    setView: useCallback((v: View) => go({ q: v.q || null, sort: v.sort || null }, true), [go]),
    open: useCallback(
      (n: number | null) => go({ example: n === null ? null : String(n), turn: null }, true),
      [go],
    ),
  }
}
