import { call } from '@/lib/result/call'
import type { IdAnswer, RevisionAnswer } from '@/lib/result/schema'
import type {
  CheckChange,
  CheckList,
  ExampleFindings,
  FindingsPage,
  FindingsQuery,
  FindingsSummary,
  SummaryQuery,
  WaiveAnswer,
  WaiveRequest,
} from './schema'
import type { CheckId } from './words'

const at = (datasetId: string, path: string) => `/datasets/${datasetId}/${path}`
const asked = (query: object) =>
  new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )

/** A page of a dataset's findings, by number of their examples. */
export const fetchFindings = (datasetId: string, query: FindingsQuery = {}, signal?: AbortSignal) =>
  call<FindingsPage>('GET', at(datasetId, `findings?${asked(query)}`), undefined, signal)

export const fetchFindingsSummary = (datasetId: string, query: SummaryQuery = {}, signal?: AbortSignal) =>
  call<FindingsSummary>('GET', at(datasetId, `findings/summary?${asked(query)}`), undefined, signal)

/** What stands in the margin of one example. */
export const fetchExampleFindings = (datasetId: string, number: number, signal?: AbortSignal) =>
  call<ExampleFindings>('GET', at(datasetId, `examples/${number}/findings`), undefined, signal)

export const setWaived = (datasetId: string, request: WaiveRequest) =>
  call<WaiveAnswer>('POST', at(datasetId, 'findings/waive'), request)

export const fetchChecks = (datasetId: string, signal?: AbortSignal) =>
  call<CheckList>('GET', at(datasetId, 'checks'), undefined, signal)

/** The revision of the setting from here on. */
export const setCheck = (datasetId: string, check: CheckId, change: CheckChange) =>
  call<RevisionAnswer>('PATCH', at(datasetId, `checks/${check}`), change)

export const checkEverything = (datasetId: string, operationId: string) =>
  call<IdAnswer>('POST', at(datasetId, 'checks/runs'), { operationId })

/** What is due alone. */
export const checkWhatIsDue = (datasetId: string, operationId: string) =>
  call<IdAnswer>('POST', at(datasetId, 'checks/runs'), { operationId, dueOnly: true })

export const cancelCheckRun = (datasetId: string, runId: string, operationId: string) =>
  call<object>('POST', at(datasetId, `checks/runs/${runId}/cancel`), { operationId })
