import { call } from '@/lib/result/call'
import type { Result } from '@/lib/result/schema'
import type { FormatAct, NewVersion, VersionRow } from './schema'

const at = (datasetId: string, path = '') => `/datasets/${datasetId}/versions${path}`

export const createVersion = (
  datasetId: string,
  version: Omit<NewVersion, 'recipe'> & { recipe: object },
): Promise<Result<{ id: string }>> => call('POST', at(datasetId), version)

export const fetchVersions = (
  datasetId: string,
  signal?: AbortSignal,
): Promise<Result<{ versions: VersionRow[] }>> => call('GET', at(datasetId), undefined, signal)

export const renderFormat = (
  datasetId: string,
  versionId: string,
  request: FormatAct,
): Promise<Result<{ format: string }>> => call('POST', at(datasetId, `/${versionId}/formats`), request)

export const makeVersionCurrent = (
  datasetId: string,
  versionId: string,
  operationId: string,
): Promise<Result<object>> => call('POST', at(datasetId, `/${versionId}/current`), { operationId })

export const cancelVersion = (
  datasetId: string,
  versionId: string,
  operationId: string,
): Promise<Result<object>> => call('POST', at(datasetId, `/${versionId}/cancel`), { operationId })

/** Where a kept file, or all of a format as `all.zip`, can be had, for a link. */
export const versionFileUrl = (datasetId: string, versionId: string, format: string, file: string): string =>
  `/api/v1${at(datasetId, `/${versionId}/files/${format}/${file}`)}`
