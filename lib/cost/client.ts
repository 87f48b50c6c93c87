import { call } from '@/lib/result/call'
import type { RevisionAnswer } from '@/lib/result/schema'
import type { ModelTableChange } from './schema'

export const changeModelTable = (request: ModelTableChange) =>
  call<RevisionAnswer>('POST', '/studio/models', request)
