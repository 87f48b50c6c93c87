import type { SentRequest, Undoable } from '@/lib/outbox/schema'

type Pair = Pick<Undoable, 'undo' | 'redo'>
type Fields = { title?: string; mustContain?: string; deleted?: boolean }

const patch = (path: string, body: Record<string, unknown>): SentRequest => ({ method: 'PATCH', path, body })

/** A change of a weak spot, from what it was to what it is. */
export function changedSpot(datasetId: string, spotId: string, before: Fields, after: Fields): Pair {
  const path = `/datasets/${datasetId}/weak-spots/${spotId}`
  return { undo: patch(path, { ...before, from: after }), redo: patch(path, { ...after, from: before }) }
}

/** A failing prompt that was taken away. */
export function removedPrompt(datasetId: string, spotId: string, promptId: string): Pair {
  const path = `/datasets/${datasetId}/weak-spots/${spotId}/prompts/${promptId}`
  return { undo: patch(path, { removed: false }), redo: patch(path, { removed: true }) }
}

/** An example that was said to address it, or no more to. */
export function linkedExample(datasetId: string, spotId: string, number: number, linked: boolean): Pair {
  const path = `/datasets/${datasetId}/weak-spots/${spotId}/examples`
  const say = (to: boolean): SentRequest => ({ method: 'POST', path, body: { number, linked: to } })
  return { undo: say(!linked), redo: say(linked) }
}
