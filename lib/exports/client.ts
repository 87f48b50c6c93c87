import { call } from '@/lib/result/call'
import type { IdAnswer, Result } from '@/lib/result/schema'
import type {
  BalancePlan,
  CostAnswer,
  CostInput,
  Download,
  ExportCheck,
  ExportLines,
  ExportList,
  ExportRow,
  RecipeInput,
  Side,
} from './schema'

const at = (datasetId: string, path = '') => `/datasets/${datasetId}/exports${path}`

export const checkExport = (
  datasetId: string,
  recipe: RecipeInput,
  signal?: AbortSignal,
): Promise<Result<ExportCheck>> => call('POST', at(datasetId, '/check'), { recipe }, signal)

/** What the recipe's balance plan would do; `offset` skips that many of those left out. */
export const fetchBalance = (
  datasetId: string,
  recipe: RecipeInput,
  offset = 0,
  signal?: AbortSignal,
): Promise<Result<BalancePlan>> => call('POST', `/datasets/${datasetId}/balance`, { recipe, offset }, signal)

/** What training on the files of a recipe would take and cost. */
export const fetchCost = (
  datasetId: string,
  request: CostInput,
  signal?: AbortSignal,
): Promise<Result<CostAnswer>> => call('POST', `/datasets/${datasetId}/cost`, request, signal)

export const startExport = (
  datasetId: string,
  operationId: string,
  recipe: RecipeInput,
): Promise<Result<IdAnswer>> => call('POST', at(datasetId), { operationId, recipe })

export const fetchExports = (datasetId: string, signal?: AbortSignal): Promise<Result<ExportList>> =>
  call('GET', at(datasetId), undefined, signal)

export const fetchExport = (
  datasetId: string,
  exportId: string,
  signal?: AbortSignal,
): Promise<Result<ExportRow>> => call('GET', at(datasetId, `/${exportId}`), undefined, signal)

export const fetchExportLines = (
  datasetId: string,
  exportId: string,
  file: Side,
  lines: readonly number[],
): Promise<Result<ExportLines>> =>
  call('GET', at(datasetId, `/${exportId}/lines?file=${file}&lines=${lines.join(',')}`))

export const cancelExport = (
  datasetId: string,
  exportId: string,
  operationId: string,
): Promise<Result<object>> => call('POST', at(datasetId, `/${exportId}/cancel`), { operationId })

/** Where a file of a complete export can be had, for a link. */
export const exportFileUrl = (datasetId: string, exportId: string, file: Download): string =>
  `/api/v1${at(datasetId, `/${exportId}/files/${file}`)}`
