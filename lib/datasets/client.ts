import { call } from '@/lib/result/call'
import type { IdAnswer, RevisionAnswer } from '@/lib/result/schema'
import type { DatasetChange, DatasetDetail, DatasetList, DatasetStateChange, NewDataset } from './schema'

export const fetchDatasets = (signal?: AbortSignal) =>
  call<DatasetList>('GET', '/datasets', undefined, signal)
export const fetchDataset = (datasetId: string, signal?: AbortSignal) =>
  call<DatasetDetail>('GET', `/datasets/${datasetId}`, undefined, signal)

export const createDataset = (body: NewDataset) => call<IdAnswer>('POST', '/datasets', body)
export const changeDataset = (datasetId: string, body: DatasetChange) =>
  call<RevisionAnswer>('PATCH', `/datasets/${datasetId}`, body)
export const setDatasetState = (datasetId: string, body: DatasetStateChange) =>
  call<object>('POST', `/datasets/${datasetId}/state`, body)
