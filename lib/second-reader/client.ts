import { call } from '@/lib/result/call'
import type { IdAnswer, RevisionAnswer } from '@/lib/result/schema'
import type {
  About,
  ConsentChange,
  EndpointAct,
  EndpointAnswer,
  EndpointChange,
  NewProposals,
  NewReading,
  OneReading,
  ProposalList,
  ReaderState,
  ReadingGoOn,
  SuggestionList,
  Tried,
} from './schema'

export const fetchEndpoint = (signal?: AbortSignal) =>
  call<EndpointAnswer>('GET', '/studio/reader', undefined, signal)
export const changeEndpoint = (body: EndpointChange) => call<RevisionAnswer>('POST', '/studio/reader', body)
export const removeEndpoint = (body: EndpointAct) => call<object>('DELETE', '/studio/reader', body)
export const tryEndpoint = (operationId: string) => call<Tried>('POST', '/studio/reader/try', { operationId })

const at = (datasetId: string, path = '') => `/datasets/${datasetId}/reader${path}`
export const fetchReader = (datasetId: string, signal?: AbortSignal) =>
  call<ReaderState>('GET', at(datasetId), undefined, signal)
export const changeConsent = (datasetId: string, body: ConsentChange) =>
  call<object>('POST', at(datasetId, '/consent'), body)
export const startReading = (datasetId: string, body: NewReading) =>
  call<IdAnswer>('POST', at(datasetId), body)
export const cancelReading = (datasetId: string, runId: string, operationId: string) =>
  call<object>('POST', at(datasetId, `/${runId}/cancel`), { operationId })
export const goOnReading = (datasetId: string, runId: string, body: ReadingGoOn) =>
  call<IdAnswer>('POST', at(datasetId, `/${runId}/go-on`), body)

export const proposeExamples = (datasetId: string, body: NewProposals) =>
  call<IdAnswer>('POST', at(datasetId, '/proposals'), body)
export const fetchProposals = (datasetId: string, about: About, signal?: AbortSignal) =>
  call<ProposalList>('GET', at(datasetId, `/proposals?${new URLSearchParams(about)}`), undefined, signal)

const of = (datasetId: string, number: number) => `/datasets/${datasetId}/examples/${number}/suggestions`
export const fetchSuggestions = (datasetId: string, number: number, signal?: AbortSignal) =>
  call<SuggestionList>('GET', of(datasetId, number), undefined, signal)
export const readOne = (datasetId: string, number: number, body: OneReading) =>
  call<IdAnswer>('POST', of(datasetId, number), body)
