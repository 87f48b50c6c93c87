import { route } from '@/lib/result/route'
import { numberAnswer } from '@/lib/result/schema'
import { writeIntoSlot } from '@/lib/slots/commands'
import { fillRequest } from '@/lib/slots/schema'
import { tagParams } from '@/lib/tags/schema'

export const POST = route(
  { access: 'edit examples', params: tagParams, body: fillRequest, answer: numberAnswer },
  ({ actor, params: { dataset, tag }, body }) =>
    writeIntoSlot(actor, { datasetId: dataset, tagId: tag }, body),
)
