import { call } from '@/lib/result/call'
import type { Slot, SlotsRequest } from './schema'

export const fetchSlots = (datasetId: string, signal?: AbortSignal) =>
  call<{ slots: Slot[] }>('GET', `/datasets/${datasetId}/slots`, undefined, signal)

export const openSlots = (datasetId: string, request: SlotsRequest) =>
  call<object>('POST', `/datasets/${datasetId}/slots`, request)

/** An empty draft with the slot's tag; its number. */
export const writeIntoSlot = (datasetId: string, tagId: string, operationId: string) =>
  call<{ number: number }>('POST', `/datasets/${datasetId}/slots/${tagId}/examples`, { operationId })
