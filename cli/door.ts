import type { PairsRequest, PairsStep } from '@/lib/alternatives/schema'
import type { BalancePlan } from '@/lib/balance/schema'
import type {
  BulkItemRow,
  BulkOutcome,
  BulkPreview,
  BulkPreviewRequest,
  BulkRunRow,
  NewBulkRun,
} from '@/lib/bulk/schema'
import type { FindingsPage, FindingsQuery, FindingsSummary } from '@/lib/checks/schema'
import type { CostAnswer } from '@/lib/cost/schema'
import type { Coverage } from '@/lib/coverage/schema'
import type { DatasetRow } from '@/lib/datasets/schema'
import type { ComparisonRow, Duplicates } from '@/lib/duplicates/schema'
import type { ExampleDetail, ExampleRow, SaveAnswer, SaveRequest } from '@/lib/examples/schema'
import type { Manifest } from '@/lib/exports/manifest'
import type { CostInput, ExportFormat, RecipeInput, WeightChoice } from '@/lib/exports/schema'
import type { ReadOptions } from '@/lib/formats/schema'
import type { ImportFormat, ImportRow, RejectedLine } from '@/lib/imports/schema'
import type { PurgeRequest, PurgeRow } from '@/lib/purge/schema'
import type { MadeShare, NewShare, ShareRow } from '@/lib/sharing/schema'
import type { SplitReport, SplitRunRow, SplitTwoSettings } from '@/lib/splits/schema'
import type { TagGroup } from '@/lib/tags/schema'
import type { VersionDiff, VersionRow } from '@/lib/versions/schema'
import type { NewPrompts, NewWeakSpot, PromptsAdded, WeakSpotRow } from '@/lib/weak-spots/schema'
import type { PurgeWatch } from './follow-purge'

export type FileToImport = {
  path: string
  format?: ImportFormat
  options?: ReadOptions
  onError: 'skip-line' | 'abort'
  sourceKey?: string
}
/** What is asked of a link, for each of its kinds. */
export type ShareToMake = NewShare extends infer S
  ? S extends unknown
    ? Omit<S, 'operationId'>
    : never
  : never
export type PromptsToAdd = NewPrompts extends infer P
  ? P extends unknown
    ? Omit<P, 'operationId'>
    : never
  : never
export type VersionToMake = { name: string; notes: string; recipe: RecipeInput }
export type Person = { id: string; email: string; name: string; disabled: boolean }

/**
 * The way to a studio: straight to its commands while nobody serves it, else through the server's routes. Each verb
 * is written once, against this.
 */
export type Door = {
  listDatasets: () => Promise<DatasetRow[]>
  createDataset: (name: string) => Promise<{ id: string }>
  createDemo: () => Promise<{ datasetId: string }>
  listTagGroups: (datasetId: string) => Promise<TagGroup[]>
  listExamples: (
    datasetId: string,
    view: { q: string; cursor?: string; limit: number },
  ) => Promise<{ rows: ExampleRow[]; next: string | null }>
  getExample: (datasetId: string, number: number) => Promise<ExampleDetail>
  saveExample: (datasetId: string, number: number, request: SaveRequest) => Promise<SaveAnswer>
  previewBulk: (datasetId: string, request: BulkPreviewRequest) => Promise<BulkPreview>
  /** To its end. */
  runBulk: (datasetId: string, request: Omit<NewBulkRun, 'operationId'>) => Promise<BulkRunRow>
  turnBulk: (datasetId: string, runId: string, undone: boolean) => Promise<BulkRunRow>
  listBulkItems: (datasetId: string, runId: string, outcome: BulkOutcome) => Promise<BulkItemRow[]>
  /** One step over many. */
  makePairs: (datasetId: string, what: Omit<PairsRequest, 'operationId'>) => Promise<PairsStep>
  listWeakSpots: (datasetId: string) => Promise<WeakSpotRow[]>
  addWeakSpot: (datasetId: string, what: Omit<NewWeakSpot, 'operationId'>) => Promise<{ id: string }>
  addPrompts: (datasetId: string, spotId: string, what: PromptsToAdd) => Promise<PromptsAdded>
  /** Compares what is due, to its end. */
  compare: (datasetId: string, threshold: number | undefined) => Promise<ComparisonRow>
  getDuplicates: (datasetId: string, after: number) => Promise<Duplicates>
  /** Checks what is due, or everything again, to its end. */
  check: (datasetId: string, again: boolean) => Promise<FindingsSummary>
  getFindings: (datasetId: string, query: FindingsQuery) => Promise<FindingsPage>
  getSplitReport: (datasetId: string) => Promise<SplitReport>
  /** To its end. */
  adoptSplit: (datasetId: string, what: { settings: SplitTwoSettings; anew: boolean }) => Promise<SplitRunRow>
  importFile: (datasetId: string, file: FileToImport) => Promise<ImportRow>
  listRejections: (datasetId: string, importId: string) => Promise<RejectedLine[]>
  getCoverage: (datasetId: string, q: string) => Promise<Coverage>
  planBalance: (datasetId: string, recipe: RecipeInput) => Promise<BalancePlan>
  getCost: (datasetId: string, asked: CostInput) => Promise<CostAnswer>
  exportTo: (datasetId: string, recipe: RecipeInput, outDir: string) => Promise<Manifest>
  backUp: (file: string) => Promise<void>
  /** To its end. */
  purge: (datasetId: string, what: Omit<PurgeRequest, 'operationId'>, watch: PurgeWatch) => Promise<PurgeRow>
  listPurges: (datasetId: string) => Promise<PurgeRow[]>
  listShares: (datasetId: string) => Promise<ShareRow[]>
  createShare: (datasetId: string, what: ShareToMake) => Promise<MadeShare>
  revokeShare: (datasetId: string, shareId: string) => Promise<void>
  listVersions: (datasetId: string) => Promise<VersionRow[]>
  /** To its end. */
  createVersion: (datasetId: string, what: VersionToMake) => Promise<VersionRow>
  /** To its end; a format that is there is left as it is. */
  renderVersion: (
    datasetId: string,
    versionId: string,
    what: { format: ExportFormat; weights: WeightChoice | undefined },
  ) => Promise<VersionRow>
  makeVersionCurrent: (datasetId: string, versionId: string) => Promise<void>
  diffVersions: (datasetId: string, from: string, to: string) => Promise<VersionDiff>
  /** The bytes of a kept file. */
  openVersionFile: (
    datasetId: string,
    versionId: string,
    format: string,
    file: string,
  ) => Promise<AsyncIterable<Uint8Array>>
  listPeople: () => Promise<Person[]>
  addPerson: (email: string, studioRole: 'owner' | 'member') => Promise<{ url: string; expiresAt: string }>
  setPersonDisabled: (userId: string, disabled: boolean) => Promise<void>
  resetLink: (userId: string) => Promise<{ url: string; expiresAt: string }>
  close: () => Promise<void>
}
