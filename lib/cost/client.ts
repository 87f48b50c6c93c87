import { call } from '@/lib/result/call'
import type { ModelTableChange } from './schema'

export const changeModelTable = (request: ModelTableChange) =>
  call<{ revision: number }>('POST', '/studio/models', request)
