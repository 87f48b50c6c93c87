'use client'

import { useCallback, useMemo, useRef, useState } from 'react'
import { between, isSelected, nothing, type Selection, withTicks } from '@/lib/bulk/selection'

/** What is ticked in the list. Ticks stay when the filter changes; "all that match" is of its filter and ends with it. */
export function useSelection(q: string, numbers: readonly number[], matching: number | null) {
  const [kept, setKept] = useState<Selection>(nothing)
  const anchor = useRef<number | null>(null)
  const selection = kept.kind === 'all' && kept.q !== q ? nothing : kept
  const toggle = useCallback(
    (number: number, toHere = false) => {
      const on = toHere || !isSelected(selection, number)
      const meant = toHere ? between(numbers, anchor.current, number) : [number]
      anchor.current = number
      setKept(withTicks(selection, meant, on))
    },
    [selection, numbers],
  )
  const all = useCallback(() => {
    if (matching !== null && matching > 0) setKept({ kind: 'all', q, count: matching, except: new Set() })
  }, [q, matching])
  const none = useCallback(() => setKept(nothing), [])
  return useMemo(() => ({ selection, toggle, all, none }), [selection, toggle, all, none])
}
export type Selecting = ReturnType<typeof useSelection>
