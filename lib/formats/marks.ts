import { ownValue } from '@/lib/conversations/json'
import { isJsonObject } from '@/lib/conversations/schema'
import type { JsonObject } from './fields'

/** Whether a turn is marked as not to be learned, by the keys of other tools: `train: false`, `loss_weight: 0`, `masked: true`. */
export function isMasked(turn: JsonObject): boolean {
  const metadata = ownValue(turn, 'metadata')
  return (
    ownValue(turn, 'train') === false ||
    ownValue(turn, 'loss_weight') === 0 ||
    ownValue(turn, 'masked') === true ||
    (isJsonObject(metadata) && ownValue(metadata, 'masked') === true)
  )
}

/** Whether a mark says no more than a weight does, so that it need not be kept beside it. */
export function isCarried(turn: JsonObject, key: string): boolean {
  const value = ownValue(turn, key)
  if (key === 'loss_weight') return value === 0 || value === 1
  return (key === 'train' || key === 'masked') && typeof value === 'boolean'
}
