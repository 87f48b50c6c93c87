import { setWaived } from '@/lib/checks/commands/waive'
import { waiveAnswer, waiveRequest } from '@/lib/checks/schema'
import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'edit examples', params: datasetParams, body: waiveRequest, answer: waiveAnswer },
  ({ actor, params, body }) => setWaived(actor, params.dataset, body),
)
