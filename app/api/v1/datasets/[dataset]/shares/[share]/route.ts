import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'
import { revokeShare } from '@/lib/sharing/commands/revoke-share'
import { shareParams, shareRevocation } from '@/lib/sharing/schema'

export const DELETE = route(
  { access: 'share a dataset', params: shareParams, body: shareRevocation, answer: idAnswer },
  ({ actor, params, body }) => revokeShare(actor, { datasetId: params.dataset, shareId: params.share }, body),
)
