import { call } from '@/lib/result/call'
import type { NumberAnswer } from '@/lib/result/schema'
import type { SlotList, SlotsRequest } from './schema'

export const fetchSlots = (datasetId: string, signal?: AbortSignal) =>
  call<SlotList>('GET', `/datasets/${datasetId}/slots`, undefined, signal)

export const openSlots = (datasetId: string, request: SlotsRequest) =>
  call<object>('POST', `/datasets/${datasetId}/slots`, request)

/** An empty draft with the slot's tag; its number. */
export const writeIntoSlot = (datasetId: string, tagId: string, operationId: string) =>
  call<NumberAnswer>('POST', `/datasets/${datasetId}/slots/${tagId}/examples`, { operationId })
