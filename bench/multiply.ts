import { db, transaction } from '@/lib/db/client'
import { raw, sql } from '@/lib/db/dialect'
import { runSql } from '@/lib/db/run'
import { foldAll } from '@/lib/jobs/fold-counters'

const rowsAtOnce = 5_000

/** Makes a dataset `times` as large by copies of its examples in the tables; they are listed and filtered, not searched. */
export async function multiply(datasetId: string, times: number): Promise<void> {
  const { _max } = await db().example.aggregate({ where: { datasetId }, _max: { number: true } })
  const most = _max.number ?? 0
  const columns = Object.keys((await db().example.findFirstOrThrow({ where: { datasetId } })) ?? {}).filter(
    (name) => !['id', 'number', 'lineHash'].includes(name),
  )
  const names = raw(columns.map((name) => `"${name}"`).join(', '))
  for (let copy = 1; copy < times; copy++)
    for (let from = 0; from < most; from += rowsAtOnce)
      await transaction((tx) =>
        runSql(
          tx,
          sql`INSERT INTO "Example" ("number", ${names}) SELECT "number" + ${copy * most}, ${names} FROM "Example"
            WHERE "datasetId" = ${datasetId} AND "number" > ${from} AND "number" <= ${from + rowsAtOnce}`,
        ),
      )
  await foldAll(datasetId)
}
