import { call } from '@/lib/result/call'
import type { IdAnswer } from '@/lib/result/schema'
import type {
  Distribution,
  MadeShare,
  NewShare,
  Shared,
  SharedExample,
  SharedPage,
  ShareList,
} from './schema'

export const fetchShares = (datasetId: string, signal?: AbortSignal) =>
  call<ShareList>('GET', `/datasets/${datasetId}/shares`, undefined, signal)
export const createShare = (datasetId: string, body: NewShare) =>
  call<MadeShare>('POST', `/datasets/${datasetId}/shares`, body)
export const revokeShare = (datasetId: string, id: string, operationId: string) =>
  call<IdAnswer>('DELETE', `/datasets/${datasetId}/shares/${id}`, { operationId })

/** What a guest's page asks, by the token of its link. */
export const guestCalls = (token: string) => {
  const ask = <T>(path: string, signal?: AbortSignal) =>
    call<T>('GET', path, undefined, signal, guestAuthorization(token))
  const withTag = (tag: string | null) => (tag ? `&tag=${encodeURIComponent(tag)}` : '')
  return {
    shared: (signal?: AbortSignal) => ask<Shared>('/shared', signal),
    list: (after: number, tag: string | null, signal?: AbortSignal) =>
      ask<SharedPage>(`/shared/examples?after=${after}${withTag(tag)}`, signal),
    example: (number: number, tag: string | null, signal?: AbortSignal) =>
      ask<SharedExample>(`/shared/examples/${number}?${withTag(tag).slice(1)}`, signal),
    chart: (by: 'examples' | 'messages', signal?: AbortSignal) =>
      ask<Distribution>(`/shared/chart?by=${by}`, signal),
  }
}

export const guestAuthorization = (token: string): string => `Share ${token}`
