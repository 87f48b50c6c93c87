/** What is written of a finding, in this order. */
export const findingColumns = [
  'datasetId',
  'exampleId',
  'number',
  'checkId',
  'code',
  'severity',
  'messageId',
  'path',
  'start',
  'end',
  'excerpt',
  'params',
  'suggestion',
  'fingerprint',
  'state',
] as const
