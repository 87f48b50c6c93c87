import { call } from '@/lib/result/call'
import type { DemoAnswer, NewDemo } from './schema'

export const createDemo = (body: NewDemo) => call<DemoAnswer>('POST', '/demo', body)
