import type { Edit, Status } from '@/lib/examples/schema'

type Proposal = { suggestionId: string; revision: number; status: Status; model: string }

/**
 * What becomes of a proposed example, in one save: taken, it is a draft that counts like any other; else it goes into the
 * trash. One that was changed before is marked as edited.
 */
export function editsOnProposal(
  { suggestionId, revision, status, model }: Proposal,
  isTaken: boolean,
): Edit[] {
  const to = !isTaken ? 'rejected' : revision > 1 ? 'edited' : 'accepted'
  const mark: Edit = { type: 'set-suggestion', suggestionId, from: 'open', to, model }
  if (!isTaken) return [mark, { type: 'set-trashed', from: false, to: true }]
  return status === 'excluded' ? [mark, { type: 'set-status', from: status, to: 'draft' }] : [mark]
}
