import type { Permission } from '@/lib/auth/permissions'
import type { Edit, Status } from './schema'

type Decision = { status: Status; approvedHash: string | null; autoReturned: boolean }

/**
 * What a change of content does to the status: an approved example goes back to review, whoever edits it; coming
 * back to exactly what was approved, with nobody's decision between, makes it approved again.
 */
export function statusAfterContent(now: Decision, approvalHash: string): Decision {
  if (now.status === 'approved' && now.approvedHash !== approvalHash)
    return { ...now, status: 'in_review', autoReturned: true }
  if (now.status === 'in_review' && now.autoReturned && now.approvedHash === approvalHash)
    return { ...now, status: 'approved', autoReturned: false }
  return now
}

const submits = new Set(['draft>in_review', 'changes_requested>in_review', 'in_review>draft'])
const takesBackSubmit = new Set(['in_review>changes_requested'])

/** The permission that a change of status asks for. */
export function permissionFor(edit: Extract<Edit, { type: 'set-status' }>, isUndo: boolean): Permission {
  const move = `${edit.from}>${edit.to}`
  return submits.has(move) || (isUndo && takesBackSubmit.has(move)) ? 'submit examples' : 'decide on examples'
}
