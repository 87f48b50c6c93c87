import { call } from '@/lib/result/call'
import type { Beside, PairRequest, PairsMade, PairsRequest, PairsStep } from './schema'

const at = (datasetId: string, number: number) => `/datasets/${datasetId}/examples/${number}`

export const getBeside = (datasetId: string, number: number) =>
  call<Beside>('GET', `${at(datasetId, number)}/alternatives`)

export const makePair = (datasetId: string, number: number, request: PairRequest) =>
  call<PairsMade>('POST', `${at(datasetId, number)}/pairs`, request)

/** One step over many: the pairs of the next examples that a query finds. */
export const makePairs = (datasetId: string, request: PairsRequest, signal?: AbortSignal) =>
  call<PairsStep>('POST', `/datasets/${datasetId}/pairs`, request, signal)
