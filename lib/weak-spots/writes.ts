import 'server-only'
import { insertRows, sqlTime } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'

export type NewSpot = {
  id: string
  datasetId: string
  title: string
  mustContain: string
  createdById: string
}

export async function addSpot(tx: Tx, spot: NewSpot): Promise<void> {
  await tx.weakSpot.create({ data: spot, select: { id: true } })
}

export async function changeSpot(
  tx: Tx,
  id: string,
  { deleted, ...change }: { title?: string; mustContain?: string; deleted?: boolean },
): Promise<void> {
  const data = { ...change, ...(deleted === undefined ? {} : { deletedAt: deleted ? new Date() : null }) }
  await tx.weakSpot.update({ where: { id }, data, select: { id: true } })
}

export type NewPrompt = { prompt: string; badAnswer: string; origin: string; exampleNumber: number | null }

/** Puts at most 500 prompts behind those that are there. */
export async function insertPrompts(
  tx: Tx,
  { datasetId, spotId, authorId }: { datasetId: string; spotId: string; authorId: string },
  prompts: NewPrompt[],
): Promise<void> {
  const last = await tx.weakSpotPrompt.findFirst({
    where: { spotId },
    orderBy: { place: 'desc' },
    select: { place: true },
  })
  const from = (last?.place ?? 0) + 1
  const at = sqlTime(new Date())
  await insertRows(
    tx,
    'WeakSpotPrompt',
    [
      'id',
      'datasetId',
      'spotId',
      'place',
      'prompt',
      'badAnswer',
      'origin',
      'exampleNumber',
      'authorId',
      'at',
    ],
    prompts.map((p, i) => [
      newId(),
      datasetId,
      spotId,
      from + i,
      p.prompt,
      p.badAnswer,
      p.origin,
      p.exampleNumber,
      authorId,
      at,
    ]),
  )
}

export async function setRemoved(tx: Tx, promptId: string, removed: boolean): Promise<void> {
  await tx.weakSpotPrompt.updateMany({
    where: { id: promptId },
    data: { removedAt: removed ? new Date() : null },
  })
}

export type Link = { datasetId: string; spotId: string; exampleId: number; promptId: string | null }

export async function setLink(tx: Tx, link: Link, linked: boolean): Promise<void> {
  const { spotId, exampleId } = link
  const where = { spotId, exampleId }
  if (!linked) await tx.weakSpotExample.deleteMany({ where })
  // one that was begun for a prompt stays so
  else if ((await tx.weakSpotExample.count({ where })) === 0)
    await tx.weakSpotExample.create({ data: link, select: { exampleId: true } })
}
