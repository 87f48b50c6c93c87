import type { Edit, Status } from '@/lib/examples/schema'

type Proposal = { suggestionId: string; status: Status; model: string }

/**
 * What becomes of a proposed example, in one save: taken, it is a draft that counts like any other; else it goes into the
 * trash. Where its text is not what the model wrote, the server marks it as edited.
 */
export function editsOnProposal({ suggestionId, status, model }: Proposal, isTaken: boolean): Edit[] {
  const to = isTaken ? 'accepted' : 'rejected'
  const mark: Edit = { type: 'set-suggestion', suggestionId, from: 'open', to, model }
  if (!isTaken) return [mark, { type: 'set-trashed', from: false, to: true }]
  return status === 'excluded' ? [mark, { type: 'set-status', from: status, to: 'draft' }] : [mark]
}
