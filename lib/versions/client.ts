import { call } from '@/lib/result/call'
import type { IdAnswer, Result } from '@/lib/result/schema'
import type {
  ExportLines,
  FormatAct,
  FormatAnswer,
  FormatQuery,
  FormatWeights,
  ManifestFacts,
  NewVersion,
  VersionLinesQuery,
  VersionList,
} from './schema'

const at = (datasetId: string, path = '') => `/datasets/${datasetId}/versions${path}`

export const createVersion = (
  datasetId: string,
  version: Omit<NewVersion, 'recipe'> & { recipe: object },
): Promise<Result<IdAnswer>> => call('POST', at(datasetId), version)

export const fetchVersions = (datasetId: string, signal?: AbortSignal): Promise<Result<VersionList>> =>
  call('GET', at(datasetId), undefined, signal)

export const renderFormat = (
  datasetId: string,
  versionId: string,
  request: FormatAct,
): Promise<Result<FormatAnswer>> => call('POST', at(datasetId, `/${versionId}/formats`), request)

/** What each choice about weights comes to in a format; null where every example fits. */
export const fetchFormatWeights = (
  datasetId: string,
  { versionId, format }: { versionId: string } & FormatQuery,
  signal?: AbortSignal,
): Promise<Result<FormatWeights>> =>
  call('GET', at(datasetId, `/${versionId}/formats?format=${format}`), undefined, signal)

/** The examples that lines of a kept file come from. */
export const fetchVersionLines = (
  datasetId: string,
  { versionId, format }: { versionId: string; format: string },
  file: VersionLinesQuery['file'],
  lines: readonly number[],
): Promise<Result<ExportLines>> =>
  call('GET', at(datasetId, `/${versionId}/lines?format=${format}&file=${file}&lines=${lines.join(',')}`))

/** What the manifest of a format says was done about weights. */
export const fetchManifest = (
  datasetId: string,
  { versionId, format }: { versionId: string; format: string },
  signal?: AbortSignal,
): Promise<Result<ManifestFacts>> =>
  call('GET', at(datasetId, `/${versionId}/files/${format}/manifest.json`), undefined, signal)

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
