import 'server-only'
import type { Tx } from '@/lib/db/client'
import type { CoverageChange } from './schema'

type Settings = Pick<CoverageChange, 'kindGroupId' | 'topicGroupId' | 'target'>

/** Changes what is given; the rest stays. */
export async function setCoverage(tx: Tx, datasetId: string, settings: Settings): Promise<void> {
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
  if (Object.keys(given).length === 0) return
  await tx.coverage.upsert({
    where: { datasetId },
    create: { datasetId, ...given },
    update: given,
    select: { datasetId: true },
  })
}

export async function setTargets(
  tx: Tx,
  datasetId: string,
  cells: NonNullable<CoverageChange['cells']>,
): Promise<void> {
  for (const { kindTagId, topicTagId, target } of cells) {
    await tx.coverageTarget.deleteMany({ where: { datasetId, kindTagId, topicTagId } })
    if (target !== null)
      await tx.coverageTarget.create({
        data: { datasetId, kindTagId, topicTagId, target },
        select: { target: true },
      })
  }
}

export async function setTemplates(
  tx: Tx,
  datasetId: string,
  templates: NonNullable<CoverageChange['templates']>,
): Promise<void> {
  for (const { kindTagId, template } of templates) {
    await tx.coverageTemplate.deleteMany({ where: { datasetId, kindTagId } })
    if (template !== null)
      await tx.coverageTemplate.create({
        data: { datasetId, kindTagId, ...template },
        select: { kindTagId: true },
      })
  }
}
