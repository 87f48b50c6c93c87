import { call } from '@/lib/result/call'
import type { IdAnswer, NumberAnswer } from '@/lib/result/schema'
import type {
  LinkedExamples,
  NewPrompts,
  NewWeakSpot,
  PromptPage,
  PromptsAdded,
  SpotLink,
  WeakSpotChange,
  WeakSpotList,
} from './schema'

const at = (datasetId: string, path = '') => `/datasets/${datasetId}/weak-spots${path}`

export const listWeakSpots = (datasetId: string, signal?: AbortSignal) =>
  call<WeakSpotList>('GET', at(datasetId), undefined, signal)

export const addWeakSpot = (datasetId: string, request: NewWeakSpot) =>
  call<IdAnswer>('POST', at(datasetId), request)

export const changeWeakSpot = (datasetId: string, spotId: string, request: WeakSpotChange) =>
  call<object>('PATCH', at(datasetId, `/${spotId}`), request)

export const listPrompts = (datasetId: string, spotId: string, after: number, signal?: AbortSignal) =>
  call<PromptPage>('GET', at(datasetId, `/${spotId}/prompts?after=${after}`), undefined, signal)

export const addPrompts = (datasetId: string, spotId: string, request: NewPrompts) =>
  call<PromptsAdded>('POST', at(datasetId, `/${spotId}/prompts`), request)

/** A draft for a failing prompt; its number. */
export const beginExample = (datasetId: string, spotId: string, promptId: string, operationId: string) =>
  call<NumberAnswer>('POST', at(datasetId, `/${spotId}/prompts/${promptId}/examples`), { operationId })

export const linkExample = (datasetId: string, spotId: string, request: SpotLink) =>
  call<object>('POST', at(datasetId, `/${spotId}/examples`), request)

export const listLinked = (datasetId: string, spotId: string, signal?: AbortSignal) =>
  call<LinkedExamples>('GET', at(datasetId, `/${spotId}/examples`), undefined, signal)
