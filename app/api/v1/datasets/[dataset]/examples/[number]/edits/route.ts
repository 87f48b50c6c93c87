import { exampleParams } from '@/lib/examples/address'
import { saveExample } from '@/lib/examples/commands/save-example'
import { saveAnswer, saveRequest } from '@/lib/examples/schema'
import { route } from '@/lib/result/route'

// a message of 5 MB may be replaced: what goes and what comes
const maxBytes = 80 * 1024 * 1024

export const POST = route(
  { access: 'edit examples', params: exampleParams, body: saveRequest, maxBytes, answer: saveAnswer },
  ({ actor, params, body }) => saveExample(actor, { datasetId: params.dataset, number: params.number }, body),
)
