import { type Sql, sql } from '@/lib/db/dialect'

/** Whether a range `r` of a dataset holds a number. */
export const holds = (datasetId: string, number: Sql): Sql =>
  sql`r."datasetId" = ${datasetId} AND r."fromNumber" <= ${number} AND r."toNumber" >= ${number}`

/** How many examples of a dataset are due, as `n`. */
export const dueCountSql = (datasetId: string): Sql =>
  sql`SELECT (SELECT coalesce(sum(r."toNumber" - r."fromNumber" + 1), 0) FROM "CheckDueRange" r
      WHERE r."datasetId" = ${datasetId})
    + (SELECT count(DISTINCT d."exampleId") FROM "CheckDue" d LEFT JOIN "Example" e ON e."id" = d."exampleId"
      WHERE d."datasetId" = ${datasetId} AND NOT EXISTS (SELECT 1 FROM "CheckDueRange" r
        WHERE ${holds(datasetId, sql`e."number"`)})) AS "n"`
