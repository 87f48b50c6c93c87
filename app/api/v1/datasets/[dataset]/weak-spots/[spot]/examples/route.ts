import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'
import { linkExample } from '@/lib/weak-spots/commands'
import { listLinked } from '@/lib/weak-spots/queries'
import { linkedExamples, spotLink, spotParams } from '@/lib/weak-spots/schema'

export const GET = route(
  { access: 'see a dataset', params: spotParams, answer: linkedExamples },
  ({ actor, params: { dataset, spot } }) => listLinked(actor, { datasetId: dataset, spotId: spot }),
)

export const POST = route(
  { access: 'edit examples', params: spotParams, body: spotLink, answer: done },
  ({ actor, params: { dataset, spot }, body }) =>
    linkExample(actor, { datasetId: dataset, spotId: spot }, body),
)
