import { dueCountSql } from '@/lib/checks/due-sql'
import { severities } from '@/lib/checks/words'
import { dialect, sql } from '@/lib/db/dialect'
import type { Side } from '@/lib/splits/schema'
import type { Chosen } from './choose'
import type { ProblemList } from './problem-list'
import type { Reader } from './reader'
import type { Recipe } from './schema'

const examplesAtOnce = 5_000

/**
 * Where a recipe wants none open from a severity on, each open finding of what goes out blocks it. What a version froze
 * has been through the gate when it was made.
 */
export async function addOpenFindings(
  reader: Reader,
  datasetId: string,
  chosen: readonly Chosen[],
  sideOf: (index: number) => Side,
  recipe: Recipe,
  problems: ProblemList,
): Promise<void> {
  // a recipe that an older build kept says nothing of it
  if (reader.frozen || (recipe.findings ?? 'off') === 'off') return
  const least = severities.indexOf(recipe.findings as (typeof severities)[number])
  for (let at = 0; at < chosen.length; at += examplesAtOnce) {
    const part = chosen.slice(at, at + examplesAtOnce)
    const rows = await reader.read<{ exampleId: number; checkId: string }>(
      sql`SELECT f."exampleId", f."checkId" FROM "Finding" f WHERE ${dialect.isOneOf(
        'f."exampleId"',
        part.map(({ id }) => id),
      )} AND f."state" = 'open' AND f."severity" >= ${least} ORDER BY f."number", f."id"`,
    )
    const placeOf = new Map(part.map(({ id }, i) => [id, at + i]))
    for (const { exampleId, checkId } of rows) {
      const index = placeOf.get(Number(exampleId))!
      problems.add({
        code: 'open-finding',
        severity: 'error',
        number: chosen[index]!.number,
        messageIndex: null,
        params: { check: checkId },
        file: sideOf(index),
      })
    }
    await reader.pause()
  }
  const [due] = await reader.read<{ n: number | bigint }>(dueCountSql(datasetId))
  if (Number(due?.n ?? 0) > 0) problems.addWhole('findings-due', 'info', null, { count: Number(due!.n) })
}
