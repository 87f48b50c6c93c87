import { useRef } from 'react'
import type { ImportRow } from '@/lib/imports/schema'

/** Lines and bytes a second since this import was first seen moving; null until there is enough to say. */
export function useRate(row: ImportRow): { lines: number; bytes: number } | null {
  const first = useRef<{ id: string; at: number; lines: number; bytes: number }>(null)
  const now = Date.now()
  if (row.bytes > 0 && first.current?.id !== row.id)
    first.current = { id: row.id, at: now, lines: row.lines, bytes: row.bytes }
  const since = first.current
  const seconds = since ? (now - since.at) / 1_000 : 0
  if (!since || seconds < 1.5 || row.bytes <= since.bytes) return null
  return { lines: (row.lines - since.lines) / seconds, bytes: (row.bytes - since.bytes) / seconds }
}
