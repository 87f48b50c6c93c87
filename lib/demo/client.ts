import { call } from '@/lib/result/call'
import type { NewDemo } from './schema'

export const createDemo = (body: NewDemo) => call<{ datasetId: string }>('POST', '/demo', body)
