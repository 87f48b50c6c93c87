import { call } from '@/lib/result/call'
import type { KeyRow, MadeKey, NewKey } from './schema'

export const fetchKeys = (signal?: AbortSignal) =>
  call<{ keys: KeyRow[] }>('GET', '/profile/keys', undefined, signal)
export const createKey = (body: NewKey) => call<MadeKey>('POST', '/profile/keys', body)
export const revokeKey = (id: string, operationId: string) =>
  call<{ id: string }>('DELETE', `/profile/keys/${id}`, { operationId })
