import type { WeakSpotRow } from '@/lib/weak-spots/schema'

/** How many examples of a status address it; on one side, or on any. */
export const countOf = ({ examples }: WeakSpotRow, status: string, side?: string | null): number =>
  examples
    .filter((row) => row.status === status && (side === undefined || row.split === side))
    .reduce((sum, row) => sum + row.count, 0)
