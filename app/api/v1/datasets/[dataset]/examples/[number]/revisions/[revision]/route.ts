import { revisionParams } from '@/lib/examples/address'
import { getRevisionText } from '@/lib/examples/queries/example'
import { revisionText } from '@/lib/examples/schema'
import { route } from '@/lib/result/route'

export const GET = route(
  { access: 'see a dataset', params: revisionParams, answer: revisionText },
  ({ actor, params }) => getRevisionText(actor, params.dataset, params.number, params.revision),
)
