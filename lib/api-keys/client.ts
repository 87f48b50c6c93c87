import { call } from '@/lib/result/call'
import type { IdAnswer } from '@/lib/result/schema'
import type { KeyList, MadeKey, NewKey } from './schema'

export const fetchKeys = (signal?: AbortSignal) => call<KeyList>('GET', '/profile/keys', undefined, signal)
export const createKey = (body: NewKey) => call<MadeKey>('POST', '/profile/keys', body)
export const revokeKey = (id: string, operationId: string) =>
  call<IdAnswer>('DELETE', `/profile/keys/${id}`, { operationId })
