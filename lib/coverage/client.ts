import { call } from '@/lib/result/call'
import type { NumberAnswer } from '@/lib/result/schema'
import type { Coverage, CoverageChange, StartRequest } from './schema'

const at = (datasetId: string) => `/datasets/${datasetId}/coverage`

export const fetchCoverage = (datasetId: string, q: string, signal?: AbortSignal) =>
  call<Coverage>('GET', `${at(datasetId)}?${new URLSearchParams({ q })}`, undefined, signal)

export const changeCoverage = (datasetId: string, request: CoverageChange) =>
  call<object>('PATCH', at(datasetId), request)

/** A draft of a cell; its number. */
export const startExample = (datasetId: string, request: StartRequest) =>
  call<NumberAnswer>('POST', `${at(datasetId)}/examples`, request)
