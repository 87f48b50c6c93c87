import 'server-only'
import { conversationOf, longestTokens } from '@/lib/conversations/kind'
import { findProblems } from '@/lib/conversations/problems'
import { summarise } from '@/lib/conversations/summary'
import { db } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { newId } from '@/lib/db/ids'
import { selectSql } from '@/lib/db/run'
import { type CountedTokens, dropTokensDue, storeTokens } from '@/lib/examples/writes/tokens'
import { publish } from '@/lib/live/hub'
import { countManyMessages } from '@/lib/tokens/count'
import { createPace } from './import/pace'
import { persist } from './import/persist'
import { startJob } from './room'

const rowsPerStep = 200
const bytesPerStep = 2_000_000
const tellMs = 3_000

/**
 * Counts the tokens of every example that has an estimate, behind everything else, in this process. A new job each
 * time: one that is about to end may have overlooked the latest.
 */
export const countDueTokens = (): Promise<void> => startJob(`tokens ${newId()}`, 'tokens', countAll)

async function countAll(signal: AbortSignal): Promise<void> {
  let toldAt = Date.now()
  const changed = new Set<string>()
  const tell = () => {
    toldAt = Date.now()
    publish([...changed].map((datasetId) => ({ type: 'examples', datasetId, actorId: 'local' })))
    changed.clear()
  }
  // behind the last ones: PostgreSQL would walk past all that were dropped just now, each time
  let after = 0
  while (!signal.aborted) {
    const due = await listDue(after)
    if (due.length === 0 && after === 0) break
    after = Number(due.at(-1)?.id ?? 0)
    if (due.length === 0) continue
    await countStep(due)
    for (const { datasetId } of due) changed.add(datasetId)
    if (Date.now() - toldAt >= tellMs) tell()
  }
  if (changed.size > 0) tell()
}

type Due = { id: number; datasetId: string; bytes: number | null }

/** The next examples to count behind that id, about 2 MB of them; `bytes` null where the example has gone. */
async function listDue(after: number): Promise<Due[]> {
  const rows = await selectSql<Due>(
    db(),
    sql`SELECT d."exampleId" AS "id", d."datasetId", ${raw(dialect.byteLength('e."text"'))} AS "bytes"
      FROM "TokensDue" d LEFT JOIN "Example" e ON e."id" = d."exampleId"
      WHERE d."exampleId" > ${after} ORDER BY d."exampleId" LIMIT ${rowsPerStep}`,
  )
  let bytes = 0
  return rows.filter((row, i) => {
    bytes += Number(row.bytes ?? 0)
    return i === 0 || bytes <= bytesPerStep
  })
}

async function countStep(due: Due[]): Promise<void> {
  const ids = due.map(({ id }) => id)
  const rows = await selectSql<{ id: number; revision: number; text: string }>(
    db(),
    sql`SELECT e."id", e."revision", e."text" FROM "Example" e WHERE ${dialect.isOneOf('e."id"', ids)}`,
  )
  const pace = createPace()
  const conversations = []
  for (const { text } of rows) {
    conversations.push(conversationOf(text))
    await pace.rest()
  }
  const tokens = await countManyMessages(conversations)
  const counted: CountedTokens[] = []
  for (const [i, { id, revision, text }] of rows.entries()) {
    const summary = summarise(
      conversations[i]!,
      tokens[i]!,
      findProblems(conversations[i]!, text, { tokens: longestTokens(conversations[i]!, tokens[i]!) }),
    )
    const { strip, tokens: total, trainedTokens, problems, errors } = summary
    counted.push({
      id,
      revision,
      strip: JSON.stringify(strip),
      tokens: total,
      trainedTokens,
      problems: problems.join(' '),
      errors,
    })
    await pace.rest()
  }
  await persist(async (tx) => {
    await storeTokens(tx, counted)
    await dropTokensDue(tx, ids)
  })
}
