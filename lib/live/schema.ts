import { z } from 'zod'

/** What the event stream tells: never content, only what to fetch again. */
export const liveEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('example'),
    datasetId: z.string(),
    number: z.number(),
    revision: z.number(),
    actorId: z.string(),
    operationId: z.string(),
  }),
  /** Many examples changed: an import finished, a merge of tags, an adopted split. */
  z.strictObject({ type: z.literal('examples'), datasetId: z.string(), actorId: z.string() }),
  z.strictObject({ type: z.literal('tags'), datasetId: z.string(), actorId: z.string() }),
  z.strictObject({ type: z.literal('dataset'), datasetId: z.string(), actorId: z.string() }),
  z.strictObject({
    type: z.literal('import'),
    datasetId: z.string(),
    importId: z.string(),
    actorId: z.string(),
  }),
  z.strictObject({
    type: z.literal('export'),
    datasetId: z.string(),
    exportId: z.string(),
    actorId: z.string(),
  }),
  z.strictObject({
    type: z.literal('version'),
    datasetId: z.string(),
    versionId: z.string(),
    actorId: z.string(),
  }),
  /** A window that somebody has open, and where in the dataset it is; number null: it is gone from there. */
  z.strictObject({
    type: z.literal('presence'),
    datasetId: z.string(),
    actorId: z.string(),
    name: z.string(),
    window: z.string(),
    number: z.number().nullable(),
    /** The message being edited. */
    messageId: z.string().nullable(),
    /** It has just come and asks who else is there. */
    hello: z.boolean(),
  }),
  /** A comparison of a dataset's examples came further or ended, or somebody told some apart. */
  z.strictObject({ type: z.literal('duplicates'), datasetId: z.string(), actorId: z.string() }),
  /** Findings were made, waived or opened again: of this example, or (null) of many; or a check of everything came further. */
  z.strictObject({
    type: z.literal('findings'),
    datasetId: z.string(),
    number: z.number().nullable(),
    actorId: z.string(),
  }),
  /** Giving examples their sides came further, or ended. */
  z.strictObject({ type: z.literal('split'), datasetId: z.string(), actorId: z.string() }),
  /** The model that reads along was let in or shut out, came further with a run, or ended one. */
  z.strictObject({ type: z.literal('reader'), datasetId: z.string(), actorId: z.string() }),
  /** A bulk run came further, or ended. */
  z.strictObject({
    type: z.literal('bulk'),
    datasetId: z.string(),
    runId: z.string(),
    actorId: z.string(),
  }),
  /** A role, a membership, an account or a share link changed: streams of this person, or by this link, look again. */
  z.strictObject({ type: z.literal('access'), userId: z.string() }),
])
export type LiveEvent = z.infer<typeof liveEvent>
