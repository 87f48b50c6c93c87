import { call } from '@/lib/result/call'
import type { DatasetChange, DatasetDetail, DatasetRow, DatasetStateChange, NewDataset } from './schema'

export const fetchDatasets = (signal?: AbortSignal) =>
  call<{ datasets: DatasetRow[] }>('GET', '/datasets', undefined, signal)
export const fetchDataset = (datasetId: string, signal?: AbortSignal) =>
  call<DatasetDetail>('GET', `/datasets/${datasetId}`, undefined, signal)

export const createDataset = (body: NewDataset) => call<{ id: string }>('POST', '/datasets', body)
export const changeDataset = (datasetId: string, body: DatasetChange) =>
  call<{ revision: number }>('PATCH', `/datasets/${datasetId}`, body)
export const setDatasetState = (datasetId: string, body: DatasetStateChange) =>
  call<object>('POST', `/datasets/${datasetId}/state`, body)
