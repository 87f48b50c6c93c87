import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'
import { openSlots } from '@/lib/slots/commands'
import { listSlots } from '@/lib/slots/queries'
import { slotList, slotsRequest } from '@/lib/slots/schema'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, answer: slotList },
  async ({ actor, params }) => ({
    slots: await listSlots(actor, params.dataset),
  }),
)

export const POST = route(
  { access: 'manage tags', params: datasetParams, body: slotsRequest, answer: done },
  ({ actor, params, body }) => openSlots(actor, params.dataset, body),
)
