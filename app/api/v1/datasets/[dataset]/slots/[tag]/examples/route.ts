import { route } from '@/lib/result/route'
import { writeIntoSlot } from '@/lib/slots/commands'
import { fillRequest } from '@/lib/slots/schema'
import { tagParams } from '@/lib/tags/schema'

export const POST = route(
  { access: 'edit examples', params: tagParams, body: fillRequest },
  ({ actor, params: { dataset, tag }, body }) =>
    writeIntoSlot(actor, { datasetId: dataset, tagId: tag }, body),
)
