import { dialect, raw, type Sql, sql } from '@/lib/db/dialect'
import type { DistributionBy } from './schema'

// Raw: Prisma can't gather an example's tags into one value. Both selects give profiles as profile.ts reads them.

/** Examples of alias `e` that count alike, as `trained`, `tags`, `n`: what a row means is said once, in summary.ts. */
export function countProfiles(where: Sql, by: DistributionBy): Sql {
  const trained = raw(by === 'examples' ? '0' : 'e."trainedTurns"')
  return sql`SELECT "trained", "tags", COUNT(*) AS "n" FROM (
      SELECT ${trained} AS "trained", ${dialect.joined(taggedBy(by))} AS "tags"
      FROM "Example" e LEFT JOIN "ExampleTag" et ON et."exampleId" = e."id"
      WHERE ${where} GROUP BY e."id"
    ) p GROUP BY "trained", "tags"`
}

/** Each example of alias `e`, counted both ways: `exampleId`, `datasetId`, `status`, `trained`, `tags`. */
export function selectProfiles(where: Sql): Sql {
  return sql`SELECT e."id" AS "exampleId", e."datasetId", e."status", e."trainedTurns" AS "trained",
      ${dialect.joined(taggedBy('messages'))} AS "tags"
    FROM "Example" e LEFT JOIN "ExampleTag" et ON et."exampleId" = e."id"
    WHERE ${where} GROUP BY e."id"`
}

// by examples, only whether a tag is on a message matters
function taggedBy(by: DistributionBy): Sql {
  const isTrained =
    by === 'examples' ? '1 = 0' : dialect.isTrainedMessage('e."strip"', 'e."messageIds"', 'et."messageId"')
  return raw(`CASE WHEN et."tagId" IS NULL THEN NULL WHEN et."messageId" = '' THEN et."tagId"
    WHEN ${isTrained} THEN et."tagId" || '@' || et."messageId" ELSE et."tagId" || '@-' END`)
}
