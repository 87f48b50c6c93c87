import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import { can } from '@/lib/auth/permissions'
import type { Actor } from '@/lib/auth/schema'
import type { LineResult } from '@/lib/conversations/schema'
import { db } from '@/lib/db/client'
import { listSpeakers } from '@/lib/formats/list-speakers'
import { readRecord } from '@/lib/formats/read-record'
import { sampleColumns } from '@/lib/formats/sample-columns'
import { tagGroupsOf } from '@/lib/tags/read'
import type { TagGroupRow } from '@/lib/tags/schema'
import { findUpload, uploadPath } from '@/lib/uploads/read'
import type { UploadAddress } from '@/lib/uploads/schema'
import { type FileAt, type Planned, planImport } from '../plan-import'
import { showRecord } from '../preview-lines'
import { previewTags } from '../preview-tags'
import { type Remembered, rememberedOf } from '../remembered'
import type { Preview, PreviewRequest } from '../schema'
import { listSourceFields } from '../source-key'

const shownRecords = 5

/**
 * How an upload would be read and what its first records become, as soon as its first part is there. Without a word of
 * the asker's, what an import of the same columns or fields was told before is used again.
 */
export async function previewUpload(
  actor: Actor,
  at: UploadAddress,
  request: PreviewRequest = {},
): Promise<Preview> {
  const facts = await authoriseDataset(actor, 'import examples', at.datasetId)
  const upload = await findUpload(db(), actor, at)
  const file = { ...upload, path: uploadPath(upload.id) }
  const asked = { format: request.format ?? 'auto', options: request.options ?? {} }
  const detected = await planImport(file, { format: 'auto', options: {} })
  const isOpen = asked.format === 'auto' && Object.keys(asked.options).length === 0
  const remembered = isOpen ? await findRemembered(at.datasetId, detected.signature) : null
  const planned = isOpen && !remembered ? detected : await planImport(file, remembered ?? asked)
  const groups = planned.plan.mapping?.tags ? await tagGroupsOf(db(), at.datasetId) : []
  const tagging = { groups, makesTags: can(actor, 'manage tags', facts) }
  return { ...show(planned, file, tagging), detected: detectedOf(detected), remembered: remembered !== null }
}

function detectedOf({ plan: { format, container, encoding, gzip } }: Planned): Preview['detected'] {
  return { format, container, encoding, gzip }
}

/** What the last import of the same columns or fields was told; those that failed taught nothing. */
async function findRemembered(datasetId: string, signature: string): Promise<Remembered | null> {
  const row = await db().import.findFirst({
    where: { datasetId, signature, state: 'done' },
    orderBy: { startedAt: 'desc' },
    select: { options: true },
  })
  return row && rememberedOf(row.options)
}

type Tagging = { groups: TagGroupRow[]; makesTags: boolean }

function show(
  planned: Planned,
  file: FileAt,
  { groups, makesTags }: Tagging,
): Omit<Preview, 'detected' | 'remembered'> {
  const { plan, candidates, records } = planned
  const all = records.flatMap((record) => readRecord(record, plan).map((result) => ({ record, result })))
  const conversations = all.flatMap(({ result }) => (result.ok ? [result.conversation] : []))
  return {
    plan,
    alternatives: candidates.map(({ format }) => format).filter((format) => format !== plan.format),
    columns: sampleColumns(records, planned.columns),
    speakers: listSpeakers(records, plan),
    tags: previewTags(conversations, plan.mapping?.tags, groups, makesTags),
    lines: all.slice(0, shownRecords).map(({ record, result }, i) => showRecord(record, result, i + 1, plan)),
    sample: { records: all.length, ok: conversations.length },
    rejected: countRejections(all.map(({ result }) => result)),
    sourceKeys: listSourceFields(conversations),
    ...countExamples(planned, file, all.length),
  }
}

function countRejections(results: LineResult[]): Preview['rejected'] {
  const counts = new Map<Preview['rejected'][number]['code'], number>()
  for (const result of results) if (!result.ok) counts.set(result.code, (counts.get(result.code) ?? 0) + 1)
  return [...counts].map(([code, count]) => ({ code, count }))
}

/** Examples in the file: all, where it was looked at whole; else as many as its beginning lets expect. */
function countExamples({ sample, sampled, records }: Planned, file: FileAt, examples: number) {
  if (records.length === 0)
    return sample.whole ? { records: 0, estimate: 0 } : { records: null, estimate: null }
  const inSample = (sampled * examples) / records.length
  const isExact = sample.whole && (sampled === records.length || examples === records.length)
  const all = sample.whole ? inSample : (inSample * file.size) / Math.max(1, sample.packed)
  const estimate = Math.round(all)
  return { records: isExact ? estimate : null, estimate }
}
