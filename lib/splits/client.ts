import { call } from '@/lib/result/call'
import type { Result } from '@/lib/result/schema'
import type {
  AdoptRequest,
  MoveRequest,
  SplitReport,
  SplitReportRequest,
  SplitRunList,
  SplitRunRow,
} from './schema'
import { isUnderWay } from './words'

const at = (datasetId: string, path: string) => `/datasets/${datasetId}/split${path}`

export const fetchSplitReport = (
  datasetId: string,
  request: SplitReportRequest,
  signal?: AbortSignal,
): Promise<Result<SplitReport>> => call('POST', at(datasetId, '/report'), request, signal)

type Started = { id: string }

export const adoptSplit = (datasetId: string, request: AdoptRequest): Promise<Result<Started>> =>
  call('POST', at(datasetId, '/adopt'), request)

export const placeNew = (datasetId: string, operationId: string): Promise<Result<Started>> =>
  call('POST', at(datasetId, '/place'), { operationId })

export const moveGroup = (datasetId: string, request: MoveRequest): Promise<Result<Started>> =>
  call('POST', at(datasetId, '/move'), request)

export const acceptHeld = (
  datasetId: string,
  request: { operationId: string; number: number },
): Promise<Result<Started & { numbers: number[] }>> => call('POST', at(datasetId, '/accept'), request)

export const fetchSplitRuns = (datasetId: string, signal?: AbortSignal): Promise<Result<SplitRunList>> =>
  call('GET', at(datasetId, '/runs'), undefined, signal)

export const cancelSplit = (datasetId: string, runId: string, operationId: string): Promise<Result<object>> =>
  call('POST', at(datasetId, `/runs/${runId}/cancel`), { operationId })

const lookMs = 300

/** A run when it has ended; while it goes on it is asked for again and again. */
export async function splitRunEnded(datasetId: string, runId: string): Promise<Result<SplitRunRow>> {
  for (;;) {
    const answer = await call<SplitRunRow>('GET', at(datasetId, `/runs/${runId}`))
    if (!answer.ok || !isUnderWay(answer.value)) return answer
    await new Promise((go) => setTimeout(go, lookMs))
  }
}
