import type { Kind } from '@/lib/conversations/schema'
import type { Status } from '@/lib/examples/schema'

export type ExportDataset = { id: string; byKind: Record<Kind, Record<Status, number>> }
/** A tag group whose tags may be the strata of a split. */
export type StrataChoice = { id: string; name: string }
