import { datasetParams } from '@/lib/examples/address'
import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'
import { changeConsent } from '@/lib/second-reader/commands/set-consent'
import { consentChange } from '@/lib/second-reader/schema'

export const POST = route(
  { access: 'send examples to a model', params: datasetParams, body: consentChange, answer: done },
  ({ actor, params, body }) => changeConsent(actor, params.dataset, body),
)
