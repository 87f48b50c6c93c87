import { call } from '@/lib/result/call'
import type { NumberAnswer, Result } from '@/lib/result/schema'
import type {
  ExampleCount,
  ExampleDetail,
  ExamplePage,
  Neighbours,
  NewExampleRequest,
  RevisionList,
  RevisionText,
  SaveAnswer,
  SaveRequest,
} from './schema'

const saveTimeoutMs = 30_000

const at = (datasetId: string, number?: number) =>
  `/datasets/${datasetId}/examples${number === undefined ? '' : `/${number}`}`

export const saveExample = (
  datasetId: string,
  number: number,
  request: SaveRequest,
): Promise<Result<SaveAnswer>> =>
  call('POST', `${at(datasetId, number)}/edits`, request, AbortSignal.timeout(saveTimeoutMs))

export const getExample = (
  datasetId: string,
  number: number,
  signal?: AbortSignal,
): Promise<Result<ExampleDetail>> => call('GET', at(datasetId, number), undefined, signal)

export const listRevisions = (datasetId: string, number: number): Promise<Result<RevisionList>> =>
  call('GET', `${at(datasetId, number)}/history`)

export const getRevisionText = (
  datasetId: string,
  number: number,
  revision: number,
): Promise<Result<RevisionText>> => call('GET', `${at(datasetId, number)}/revisions/${revision}`)

export const createExample = (datasetId: string, request: NewExampleRequest): Promise<Result<NumberAnswer>> =>
  call('POST', at(datasetId), request)

export type View = { q: string; sort: string }
const search = (view: View, more: Record<string, string> = {}) =>
  new URLSearchParams({
    ...(view.q ? { q: view.q } : {}),
    ...(view.sort ? { sort: view.sort } : {}),
    ...more,
  }).toString()

export const listExamples = (
  datasetId: string,
  view: View,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Result<ExamplePage>> =>
  call('GET', `${at(datasetId)}?${search(view, cursor ? { cursor } : {})}`, undefined, signal)

export const countExamples = (datasetId: string, q: string): Promise<Result<ExampleCount>> =>
  call('GET', `${at(datasetId)}/count?${search({ q, sort: '' })}`)

export const findAround = (datasetId: string, number: number, view: View): Promise<Result<Neighbours>> =>
  call('GET', `${at(datasetId, number)}/around?${search(view)}`)
