/**
 * Where words of a dataset can stand, beside the texts of its examples and their revisions: columns of plain text and
 * columns of JSON, and how a row is found from its dataset. lib/purge/columns.test.ts asks of every text column of the
 * schema to be here or in `wordless`.
 */
export type WordTable = {
  table: string
  key: string[]
  text: string[]
  json: string[]
  /** The column that holds the dataset's id, the table that a column leads to, or every row. */
  of: { column: string } | { column: string; parent: string } | 'everywhere'
}

const inDataset = { column: 'datasetId' }

export const wordTables: WordTable[] = [
  { table: 'Dataset', key: ['id'], text: ['name', 'guidelines'], json: [], of: { column: 'id' } },
  { table: 'TagGroup', key: ['id'], text: ['name'], json: [], of: inDataset },
  { table: 'Tag', key: ['id'], text: ['name', 'description'], json: [], of: inDataset },
  {
    table: 'Import',
    key: ['id'],
    text: ['fileName', 'sourceKey', 'signature', 'message'],
    json: ['options'],
    of: inDataset,
  },
  {
    table: 'ImportRejection',
    key: ['importId', 'record'],
    text: ['excerpt'],
    json: ['detail'],
    of: { column: 'importId', parent: 'Import' },
  },
  { table: 'Export', key: ['id'], text: [], json: ['recipe', 'manifest'], of: inDataset },
  { table: 'Version', key: ['id'], text: ['name', 'notes'], json: ['recipe', 'counts'], of: inDataset },
  { table: 'VersionFormat', key: ['versionId', 'format'], text: [], json: ['problems'], of: inDataset },
  { table: 'BulkRun', key: ['id'], text: [], json: ['action', 'selection'], of: inDataset },
  {
    table: 'CoverageTemplate',
    key: ['datasetId', 'kindTagId'],
    text: ['user', 'assistant'],
    json: [],
    of: inDataset,
  },
  { table: 'ShareLink', key: ['id'], text: ['name', 'query'], json: [], of: inDataset },
  {
    table: 'Finding',
    key: ['id'],
    text: ['excerpt'],
    json: ['path', 'params', 'suggestion'],
    of: inDataset,
  },
  { table: 'FindingWaiver', key: ['exampleId', 'fingerprint'], text: ['reason'], json: [], of: inDataset },
  { table: 'CheckSetting', key: ['datasetId', 'checkId'], text: [], json: ['settings'], of: inDataset },
  { table: 'ReferenceNote', key: ['id'], text: ['title', 'text'], json: [], of: inDataset },
  { table: 'ReaderRun', key: ['id'], text: [], json: ['task', 'selection'], of: inDataset },
  { table: 'Suggestion', key: ['id'], text: [], json: ['content'], of: inDataset },
  { table: 'WeakSpot', key: ['id'], text: ['title', 'mustContain'], json: [], of: inDataset },
  { table: 'WeakSpotPrompt', key: ['id'], text: ['badAnswer'], json: ['prompt'], of: inDataset },
  { table: 'AuditEvent', key: ['id'], text: [], json: ['details'], of: inDataset },
  // an answer doesn't say which dataset it was about
  { table: 'Operation', key: ['id'], text: [], json: ['answer'], of: 'everywhere' },
]

/** Text columns that hold no words of a dataset, and why: `all` of a table, or these of it. */
export const wordless: Record<string, 'all' | string[]> = {
  // accounts and what belongs to them: who is in the studio is changed on its People page
  User: 'all',
  Session: 'all',
  Account: 'all',
  Verification: 'all',
  SignInAttempt: 'all',
  Link: 'all',
  ApiKey: 'all',
  Membership: 'all',
  // ids, words of our own, and JSON of ids and numbers
  Dataset: ['id', 'state', 'splitRule'],
  TagGroup: ['id', 'datasetId', 'kind'],
  Tag: ['id', 'datasetId', 'groupId', 'color', 'mergedIntoId'],
  ExampleTag: 'all',
  Import: ['id', 'datasetId', 'userId', 'sha256', 'format', 'onError', 'state'],
  ImportRejection: ['importId', 'code'],
  Export: ['id', 'datasetId', 'userId', 'state', 'message'],
  BulkRun: ['id', 'datasetId', 'userId', 'undoOf', 'rootId', 'state', 'message'],
  BulkItem: 'all',
  Version: ['id', 'datasetId', 'format', 'state', 'parentId', 'createdById'],
  VersionFormat: ['versionId', 'format', 'datasetId', 'userId', 'state', 'message'],
  VersionFile: 'all',
  // bytes of files: those that hold a text that is purged go whole, see lib/jobs/purge/versions.ts
  Blob: 'all',
  Finding: ['datasetId', 'checkId', 'code', 'messageId', 'fingerprint', 'state'],
  FindingWaiver: ['fingerprint', 'datasetId', 'act', 'byId'],
  // packed, and gone with the text that it follows from
  CheckEntry: 'all',
  CheckKey: 'all',
  CheckTurn: 'all',
  CheckSetting: ['datasetId', 'checkId'],
  ReferenceNote: ['id', 'datasetId', 'byId'],
  ShareLink: ['id', 'datasetId', 'kind', 'tokenHash', 'versionId', 'createdById'],
  AuditEvent: ['actorId', 'action', 'datasetId', 'target'],
  Operation: ['id'],
  // rewritten by lib/examples, or following from what is
  Example: 'all',
  Revision: 'all',
  ExampleAlternative: 'all',
  // ids, and a hash that goes with what it was made of
  PreferencePair: 'all',
  WeakSpot: ['id', 'datasetId', 'createdById'],
  WeakSpotPrompt: ['id', 'datasetId', 'spotId', 'origin', 'authorId'],
  WeakSpotExample: 'all',
  // who works on what
  Job: 'all',
  // what is to be written, by ids of tags
  WriteSlot: 'all',
  WriteSlotExample: 'all',
  // where the second reader is and what it is let to see
  ReaderEndpoint: 'all',
  ReaderPace: 'all',
  ReaderConsent: 'all',
  ReaderRun: ['id', 'datasetId', 'userId', 'model', 'host', 'state', 'message'],
  ReaderItem: 'all',
  Suggestion: ['id', 'datasetId', 'messageId', 'kind', 'textHash', 'state', 'decidedById', 'model', 'runId'],
  Coverage: 'all',
  CoverageTarget: 'all',
  CoverageTemplate: ['datasetId', 'kindTagId'],
  // what trainers cost
  ModelTable: 'all',
  // counts by status and by ids of tags
  CountDue: 'all',
  SearchDue: 'all',
  TokensDue: 'all',
  CheckDue: 'all',
  CheckDueRange: 'all',
  CheckRun: 'all',
  ExampleProfile: 'all',
  ProfileCount: 'all',
  // hashes of texts, of which none can be read back; what a purge changes is compared anew
  DuplicateRun: 'all',
  DuplicateSketch: 'all',
  DuplicatePair: 'all',
  DuplicateDecision: 'all',
  SplitPlace: 'all',
  SplitRun: 'all',
  // removed with its file
  Upload: 'all',
  Backup: 'all',
  // the tombstones themselves
  Purge: 'all',
}
