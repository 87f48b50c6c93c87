'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { previewBulk } from '@/lib/bulk/client'
import type { BulkAction, BulkPreview, BulkSelection, PreviewItem } from '@/lib/bulk/schema'
import type { Failure, Result } from '@/lib/result/schema'

export type Preview = {
  items: PreviewItem[]
  looked: number
  changed: number
  stay: BulkPreview['stay']
  /** All are looked at: the counts are whole. */
  done: boolean
  /** Where the changes that are shown end; null: all are shown. */
  next: number | null
  /** Of an approval: numbers and revisions of what was looked at. */
  seen: [number, number][]
  failure: Failure | null
}
const nothingYet: Preview = {
  items: [],
  looked: 0,
  changed: 0,
  stay: [],
  done: false,
  next: null,
  seen: [],
  failure: null,
}
const typingMs = 300

/**
 * What an action would do: the first changes at once, the counts as they come in behind, more changes when asked for.
 * Null while there is nothing to preview.
 */
export function usePreview(datasetId: string, action: BulkAction | null, selection: BulkSelection) {
  const [preview, setPreview] = useState<Preview>(nothingYet)
  const [busy, setBusy] = useState(false)
  const asked = JSON.stringify({ action, selection })
  const latest = useRef(asked)
  // outside system: the server, asked again a moment after the last change
  useEffect(() => {
    latest.current = asked
    const left = new AbortController()
    setPreview(nothingYet)
    const request = JSON.parse(asked) as { action: BulkAction | null; selection: BulkSelection }
    if (!request.action) return setBusy(false)
    setBusy(true)
    const timer = setTimeout(() => {
      const work = follow(datasetId, { ...request, action: request.action! }, left.signal, setPreview)
      void work.finally(() => !left.signal.aborted && setBusy(false))
    }, typingMs)
    return () => {
      clearTimeout(timer)
      left.abort()
    }
  }, [datasetId, asked])

  const more = useCallback(async () => {
    if (!action || preview.next === null) return
    const answer = await previewBulk(datasetId, { action, selection, after: preview.next })
    if (!answer.ok || latest.current !== asked) return
    const { items, next } = answer.value
    setPreview((now) => ({ ...now, items: [...now.items, ...items], next }))
  }, [datasetId, action, selection, preview.next, asked])
  return { preview, busy, more }
}

/** So many changes are shown before anybody asks for more. */
export const enoughShown = 20

type Request = { action: BulkAction; selection: BulkSelection }

async function follow(
  datasetId: string,
  request: Request,
  signal: AbortSignal,
  tell: (change: (now: Preview) => Preview) => void,
): Promise<void> {
  let shown = 0
  for (let after: number | null = 0; after !== null; ) {
    const first: boolean = after === 0
    // a busy studio answers with few at a time
    const fills = shown < enoughShown
    const step: Result<BulkPreview> | null = await previewBulk(
      datasetId,
      { ...request, ...(first ? {} : { after }), ...(fills ? {} : { countOnly: true }) },
      signal,
    ).catch((error: unknown) => {
      if (signal.aborted) return null
      throw error
    })
    if (step === null || signal.aborted) return
    if (!step.ok) return tell((now) => ({ ...now, failure: step.error }))
    const { items, looked, changed, stay, next, seen }: BulkPreview = step.value
    if (fills) shown += items.length
    tell((now) => ({
      items: first ? items : fills ? [...now.items, ...items] : now.items,
      looked: now.looked + looked,
      changed: now.changed + changed,
      stay: joined(now.stay, stay),
      done: next === null,
      next: fills ? next : now.next,
      seen: first ? seen : [...now.seen, ...seen],
      failure: null,
    }))
    after = next
  }
}

function joined(a: BulkPreview['stay'], b: BulkPreview['stay']): BulkPreview['stay'] {
  const all = a.map((one) => ({ ...one }))
  for (const more of b) {
    const same = all.find(({ reason }) => reason === more.reason)
    if (!same) all.push({ ...more })
    else same.count += more.count
  }
  return all
}
