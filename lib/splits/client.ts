import { call } from '@/lib/result/call'
import type { Result } from '@/lib/result/schema'
import type { AdoptRequest, MoveRequest, SplitReportRequest } from './schema'
import type { SplitReport } from './words'

const at = (datasetId: string, path: string) => `/datasets/${datasetId}/split${path}`

export const fetchSplitReport = (
  datasetId: string,
  request: SplitReportRequest,
  signal?: AbortSignal,
): Promise<Result<SplitReport>> => call('POST', at(datasetId, '/report'), request, signal)

type Placed = { placed: number; held: number }

export const adoptSplit = (datasetId: string, request: AdoptRequest): Promise<Result<Placed>> =>
  call('POST', at(datasetId, '/adopt'), request)

export const placeNew = (datasetId: string, operationId: string): Promise<Result<Placed>> =>
  call('POST', at(datasetId, '/place'), { operationId })

export const moveGroup = (datasetId: string, request: MoveRequest): Promise<Result<{ numbers: number[] }>> =>
  call('POST', at(datasetId, '/move'), request)

export const acceptHeld = (
  datasetId: string,
  request: { operationId: string; number: number },
): Promise<Result<{ numbers: number[] }>> => call('POST', at(datasetId, '/accept'), request)
