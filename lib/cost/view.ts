import { type CostPolicy, costPolicies } from './schema'

/** What the page of tokens and cost shows, as its address says it. */
export type CostView = {
  status: 'approved' | 'all'
  /** By the targets of the tags, as the balance page leaves out. */
  balanced: boolean
  model: string | null
  epochs: number | null
  policy: CostPolicy
}

export function readCostView(params: URLSearchParams, status: CostView['status']): CostView {
  const epochs = Number(params.get('epochs'))
  const asked = params.get('status')
  return {
    status: asked === 'approved' || asked === 'all' ? asked : status,
    balanced: params.get('balanced') === '1',
    model: params.get('model'),
    epochs: Number.isInteger(epochs) && epochs >= 1 && epochs <= 50 ? epochs : null,
    policy: costPolicies.find((policy) => policy === params.get('policy')) ?? 'as-stored',
  }
}

export function writeCostView(view: CostView, status: CostView['status']): string {
  const params = new URLSearchParams()
  if (view.status !== status) params.set('status', view.status)
  if (view.balanced) params.set('balanced', '1')
  if (view.model !== null) params.set('model', view.model)
  if (view.epochs !== null) params.set('epochs', String(view.epochs))
  if (view.policy !== 'as-stored') params.set('policy', view.policy)
  return params.size > 0 ? `?${params}` : ''
}
