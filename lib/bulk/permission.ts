import type { Permission } from '@/lib/auth/permissions'
import type { BulkAction } from './schema'

const decisions: ReadonlySet<string> = new Set(['approved', 'changes_requested', 'excluded'])

/** The least that an action asks for; a change of status is asked for again at each example. */
export function permissionOf(action: BulkAction): Permission {
  if (action.type === 'keep-one') return 'decide on examples'
  if (action.type !== 'status') return 'edit examples'
  return decisions.has(action.to) ? 'decide on examples' : 'submit examples'
}
