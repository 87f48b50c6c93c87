import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { conversationOf } from '@/lib/conversations/kind'
import { textOf } from '@/lib/conversations/summary'
import { db, type Tx } from '@/lib/db/client'
import { sql } from '@/lib/db/dialect'
import { selectSql } from '@/lib/db/run'
import { namesOf } from '@/lib/examples/detail'
import type { Status } from '@/lib/examples/schema'
import { AppError } from '@/lib/result/app-error'
import type { Side } from '@/lib/splits/schema'
import { findSpot } from './read'
import type { LinkedExample, PromptRow, WeakSpotRow } from './schema'

const mostListed = 500
const promptsAtOnce = 50

/** Where the model fails, the newest first, and what stands against it. */
export async function listWeakSpots(actor: Actor, datasetId: string): Promise<WeakSpotRow[]> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const spots = await db().weakSpot.findMany({
    where: { datasetId, deletedAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: mostListed,
  })
  const sums = await sumsOf(db(), datasetId)
  const nameOf = await namesOf(
    db(),
    spots.map((spot) => spot.createdById),
  )
  return spots.map(({ id, title, mustContain, createdAt, createdById }) => ({
    id,
    title,
    mustContain,
    createdAt: createdAt.toISOString(),
    createdByName: nameOf(createdById),
    ...sums(id),
  }))
}

/** Prompts of a weak spot in the order in which they came. `next`: the place to go on behind. @throws AppError `not_found` */
export async function listPrompts(
  actor: Actor,
  { datasetId, spotId }: { datasetId: string; spotId: string },
  after = 0,
): Promise<{ prompts: PromptRow[]; next: number | null }> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const spot = await findSpot(db(), datasetId, spotId)
  if (!spot || spot.deletedAt) throw new AppError('not_found')
  const rows = await db().weakSpotPrompt.findMany({
    where: { spotId, removedAt: null, place: { gt: after } },
    orderBy: { place: 'asc' },
    take: promptsAtOnce,
  })
  const links = await db().weakSpotExample.findMany({
    where: { spotId, promptId: { in: rows.map(({ id }) => id) }, example: { trashedAt: null } },
    orderBy: { exampleId: 'asc' },
    select: { promptId: true, example: { select: { number: true } } },
  })
  const begun = new Map(links.map(({ promptId, example }) => [promptId, example.number]))
  return {
    prompts: rows.map(({ id, place, prompt, badAnswer, origin, exampleNumber }) => ({
      id,
      place,
      messages: conversationOf(prompt).messages.map((message) => ({
        role: message.role,
        text: textOf(message),
      })),
      badAnswer,
      origin: origin as PromptRow['origin'],
      exampleNumber,
      begun: begun.get(id) ?? null,
    })),
    next: rows.length < promptsAtOnce ? null : rows.at(-1)!.place,
  }
}

/** Examples that address a weak spot, outside the trash and not excluded, the newest first. @throws AppError `not_found` */
export async function listLinked(
  actor: Actor,
  { datasetId, spotId }: { datasetId: string; spotId: string },
): Promise<{ examples: LinkedExample[] }> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const spot = await findSpot(db(), datasetId, spotId)
  if (!spot || spot.deletedAt) throw new AppError('not_found')
  const links = await db().weakSpotExample.findMany({
    where: { spotId, example: { trashedAt: null, status: { not: 'excluded' } } },
    orderBy: { exampleId: 'desc' },
    take: mostListed,
    select: {
      promptId: true,
      example: { select: { number: true, status: true, split: true, preview: true } },
    },
  })
  return {
    examples: links.map(({ promptId, example: { status, split, ...example } }) => ({
      ...example,
      status: status as Status,
      split: split as Side | null,
      isBegun: promptId !== null,
    })),
  }
}

type Count = { spotId: string; count: bigint | number }
type Sums = Pick<WeakSpotRow, 'examples' | 'prompts' | 'begun' | 'pairs' | 'approvedPairs'>

/** What stands against each weak spot of a dataset. */
async function sumsOf(tx: Tx, datasetId: string): Promise<(spotId: string) => Sums> {
  const examples = await selectSql<Count & { status: string; split: string | null }>(
    tx,
    sql`SELECT l."spotId" AS "spotId", e."status" AS "status", e."split" AS "split", count(*) AS "count"
      FROM "WeakSpotExample" l JOIN "Example" e ON e."id" = l."exampleId"
      WHERE l."datasetId" = ${datasetId} AND e."trashedAt" IS NULL AND e."status" <> 'excluded'
      GROUP BY l."spotId", e."status", e."split" ORDER BY e."status", e."split"`,
  )
  const pairs = await selectSql<Count & { status: string }>(
    tx,
    sql`SELECT l."spotId" AS "spotId", e."status" AS "status", count(*) AS "count"
      FROM "WeakSpotExample" l JOIN "PreferencePair" p ON p."sourceId" = l."exampleId"
      JOIN "Example" e ON e."id" = p."pairId"
      WHERE l."datasetId" = ${datasetId} AND e."trashedAt" IS NULL
      GROUP BY l."spotId", e."status"`,
  )
  const prompts = await selectSql<Count & { begun: bigint | number }>(
    tx,
    sql`SELECT p."spotId" AS "spotId", count(*) AS "count",
        count(CASE WHEN EXISTS (SELECT 1 FROM "WeakSpotExample" l JOIN "Example" e ON e."id" = l."exampleId"
          WHERE l."promptId" = p."id" AND e."trashedAt" IS NULL) THEN 1 END) AS "begun"
      FROM "WeakSpotPrompt" p WHERE p."datasetId" = ${datasetId} AND p."removedAt" IS NULL GROUP BY p."spotId"`,
  )
  const sum = (rows: Count[]) => rows.reduce((all, row) => all + Number(row.count), 0)
  return (spotId) => {
    const of = <T extends Count>(rows: T[]) => rows.filter((row) => row.spotId === spotId)
    const made = of(pairs)
    return {
      examples: of(examples).map(({ status, split, count }) => ({
        status: status as Status,
        split: split as Side | null,
        count: Number(count),
      })),
      prompts: sum(of(prompts)),
      begun: of(prompts).reduce((all, row) => all + Number(row.begun), 0),
      pairs: sum(made),
      approvedPairs: sum(made.filter(({ status }) => status === 'approved')),
    }
  }
}
