import 'server-only'
import { type Cell, deleteRows, insertRows, sqlTime } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { runSql } from '@/lib/db/run'
import type { Brought, NewFinding } from './check-job'
import { findingColumns } from './finding-columns'
import type { CheckRunState } from './schema'
import { type CheckId, severities } from './words'

const rowsAtOnce = 500

async function inParts<T>(rows: readonly T[], act: (part: T[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) await act(rows.slice(at, at + rowsAtOnce))
}

export type MadeFindings = {
  exampleId: number
  number: number
  findings: NewFinding[]
  /** Fingerprints. */
  waived: ReadonlySet<string>
}

/** Puts what was found in at most 500 examples in the place of what was there. */
export async function setFindings(tx: Tx, datasetId: string, made: readonly MadeFindings[]): Promise<void> {
  const isOne = dialect.isOneOf(
    '"exampleId"',
    made.map(({ exampleId }) => exampleId),
  )
  await runSql(tx, sql`DELETE FROM "Finding" WHERE ${isOne}`)
  const rows = made.flatMap(({ exampleId, number, findings, waived }) =>
    findings.map((f): Cell[] => [
      datasetId,
      exampleId,
      number,
      f.check,
      f.code,
      severities.indexOf(f.severity),
      f.messageId,
      f.span && JSON.stringify(f.span.path),
      f.span?.from ?? null,
      f.span?.to ?? null,
      f.excerpt,
      JSON.stringify(f.params),
      f.suggestion && JSON.stringify(f.suggestion),
      f.fingerprint,
      waived.has(f.fingerprint) ? 'waived' : 'open',
    ]),
  )
  await inParts(rows, (part) => insertRows(tx, 'Finding', findingColumns, part))
}

export type MadeEntries = Brought & { exampleId: number; number: number }

/** Puts what at most 500 examples bring to others in the place of what they brought. */
export async function setEntries(tx: Tx, datasetId: string, made: readonly MadeEntries[]): Promise<void> {
  if (made.length === 0) return
  const isOne = dialect.isOneOf(
    '"exampleId"',
    made.map(({ exampleId }) => exampleId),
  )
  // its keys go with it
  await runSql(tx, sql`DELETE FROM "CheckEntry" WHERE ${isOne}`)
  const some = made.filter(({ hash }) => hash !== '')
  await insertRows(
    tx,
    'CheckEntry',
    ['exampleId', 'datasetId', 'number', 'hash', 'keys', 'entries'],
    some.map(({ exampleId, number, hash, keys, entries }) => [
      exampleId,
      datasetId,
      number,
      hash,
      JSON.stringify(keys),
      entries,
    ]),
  )
  const rows = some.flatMap(({ exampleId, keys }) => keys.map((key): Cell[] => [key, exampleId]))
  await inParts(rows, (part) => insertRows(tx, 'CheckKey', ['key', 'exampleId'], part))
}

/** Makes examples due. */
export async function addCheckDue(tx: Tx, datasetId: string, exampleIds: readonly number[]): Promise<void> {
  await inParts(exampleIds, (part) =>
    insertRows(
      tx,
      'CheckDue',
      ['datasetId', 'exampleId'],
      part.map((id) => [datasetId, id]),
    ),
  )
}

/** Makes those of them due that are not: whoever is at one of them looks whether something was brought meanwhile. */
export async function addTouched(tx: Tx, datasetId: string, exampleIds: readonly number[]): Promise<void> {
  if (exampleIds.length === 0) return
  await runSql(
    tx,
    sql`INSERT INTO "CheckDue" ("datasetId", "exampleId") SELECT e."datasetId", e."id" FROM "Example" e
      WHERE ${dialect.isOneOf('e."id"', exampleIds)}
        AND NOT EXISTS (SELECT 1 FROM "CheckDue" d WHERE d."datasetId" = ${datasetId} AND d."exampleId" = e."id")
        AND NOT EXISTS (SELECT 1 FROM "CheckDueRange" r WHERE r."datasetId" = ${datasetId}
          AND r."fromNumber" <= e."number" AND r."toNumber" >= e."number")`,
  )
}

/** Counts that something was kept of what examples bring to others. */
export const countBrought = (tx: Tx, datasetId: string): Promise<number> =>
  runSql(
    tx,
    sql`INSERT INTO "CheckTurn" ("datasetId", "brought") VALUES (${datasetId}, 1)
      ON CONFLICT ("datasetId") DO UPDATE SET "brought" = "CheckTurn"."brought" + 1`,
  )

/** Makes all that an import shows under these numbers due, `to` not among them. */
export async function addDueRange(
  tx: Tx,
  { datasetId, importId, from, to }: { datasetId: string; importId: string; from: number; to: number },
): Promise<void> {
  // others may get the numbers behind its last ones
  await runSql(
    tx,
    sql`INSERT INTO "CheckDueRange" ("datasetId", "fromNumber", "toNumber")
      SELECT ${datasetId}, min(e."number"), max(e."number") FROM "Example" e
      WHERE e."datasetId" = ${datasetId} AND e."number" >= ${from} AND e."number" < ${to}
        AND e."importId" || '' = ${importId} HAVING count(*) > 0`,
  )
}

/** Takes numbers that are done, in their order, out of the ranges that are due. */
export async function dropFromRanges(tx: Tx, datasetId: string, numbers: readonly number[]): Promise<void> {
  const [first, last] = [numbers[0], numbers.at(-1)]
  if (first === undefined || last === undefined) return
  const ranges = await tx.checkDueRange.findMany({
    where: { datasetId, fromNumber: { lte: last }, toNumber: { gte: first } },
    select: { id: true, fromNumber: true, toNumber: true },
  })
  if (ranges.length === 0) return
  const left = ranges.flatMap((range) => withoutNumbers(range, numbers))
  await tx.checkDueRange.deleteMany({ where: { id: { in: ranges.map(({ id }) => id) } } })
  const rows = left.map(([from, to]) => [datasetId, from, to])
  await inParts(rows, (part) =>
    insertRows(tx, 'CheckDueRange', ['datasetId', 'fromNumber', 'toNumber'], part),
  )
}

function withoutNumbers(
  { fromNumber, toNumber }: { fromNumber: number; toNumber: number },
  numbers: readonly number[],
): [from: number, to: number][] {
  const left: [number, number][] = []
  let from = fromNumber
  for (const number of numbers) {
    if (number < from || number > toNumber) continue
    if (number > from) left.push([from, number - 1])
    from = number + 1
  }
  return from <= toNumber ? [...left, [from, toNumber]] : left
}

/** Ranges in which no example is any more. */
export const dropEmptyRanges = (tx: Tx, datasetId: string): Promise<number> =>
  runSql(
    tx,
    sql`DELETE FROM "CheckDueRange" WHERE "datasetId" = ${datasetId} AND NOT EXISTS (SELECT 1 FROM "Example" e
      WHERE e."datasetId" = ${datasetId} AND e."number" >= "CheckDueRange"."fromNumber"
        AND e."number" <= "CheckDueRange"."toNumber" AND e."visible" = ${raw(dialect.yes)})`,
  )

/** Of these rows the work is done; one that came since stays. */
export async function dropCheckDue(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await runSql(tx, sql`DELETE FROM "CheckDue" WHERE ${dialect.isOneOf('"id"', ids)}`)
}

/** After a purge: nothing that follows from what an example said; its findings are made anew. */
export async function forgetFindings(tx: Tx, datasetId: string, exampleId: number): Promise<void> {
  await tx.finding.deleteMany({ where: { exampleId } })
  await tx.findingWaiver.deleteMany({ where: { exampleId } })
  // its keys stay: who shares them is made anew when it is
  await tx.checkEntry.updateMany({ where: { exampleId }, data: { hash: 'purged', entries: '' } })
  await countBrought(tx, datasetId)
  await addCheckDue(tx, datasetId, [exampleId])
}

export type ToWaive = { exampleId: number; fingerprint: string }

/** Waives findings of which each is there. */
export async function addWaivers(
  tx: Tx,
  about: { datasetId: string; act: string; reason: string; byId: string },
  waived: readonly ToWaive[],
): Promise<void> {
  const { datasetId, act, reason, byId } = about
  const at = sqlTime(new Date())
  await inParts(waived, async (part) => {
    await insertRows(
      tx,
      'FindingWaiver',
      ['exampleId', 'fingerprint', 'datasetId', 'act', 'reason', 'byId', 'at'],
      part.map(({ exampleId, fingerprint }) => [exampleId, fingerprint, datasetId, act, reason, byId, at]),
      `ON CONFLICT ("exampleId", "fingerprint") DO UPDATE SET "act" = excluded."act", "reason" = excluded."reason",
        "byId" = excluded."byId", "at" = excluded."at"`,
    )
    await setStates(tx, part, 'waived')
  })
}

export async function dropWaivers(tx: Tx, waived: readonly ToWaive[]): Promise<void> {
  await inParts(waived, async (part) => {
    const keys = part.map(({ exampleId, fingerprint }) => [exampleId, fingerprint])
    await deleteRows(tx, 'FindingWaiver', ['exampleId', 'fingerprint'], keys)
    await setStates(tx, part, 'open')
  })
}

async function setStates(tx: Tx, part: readonly ToWaive[], state: 'open' | 'waived'): Promise<void> {
  const byFingerprint = dialect.isOneOf(
    '"fingerprint"',
    part.map(({ fingerprint }) => fingerprint),
  )
  const byExample = dialect.isOneOf(
    '"exampleId"',
    part.map(({ exampleId }) => exampleId),
  )
  // which of them are waived stands in the other table: a fingerprint alone may be another example's too
  const is = raw(state === 'waived' ? '' : 'NOT ')
  await runSql(
    tx,
    sql`UPDATE "Finding" SET "state" = ${state} WHERE ${byExample} AND ${byFingerprint}
      AND ${is}EXISTS (SELECT 1 FROM "FindingWaiver" w
        WHERE w."exampleId" = "Finding"."exampleId" AND w."fingerprint" = "Finding"."fingerprint")`,
  )
}

export type SettingRow = {
  isOn: boolean
  severity: (typeof severities)[number] | null
  settings: Record<string, unknown>
}

/** Compare-and-set on the revision that was seen (0: there was none); false where it is another by now. */
export async function putSetting(
  tx: Tx,
  at: { datasetId: string; checkId: CheckId },
  fromRevision: number,
  { isOn, severity, settings }: SettingRow,
): Promise<boolean> {
  const data = {
    isOn,
    severity: severity === null ? null : severities.indexOf(severity),
    settings: JSON.stringify(settings),
    revision: fromRevision + 1,
    updatedAt: new Date(),
  }
  if (fromRevision > 0) {
    const { count } = await tx.checkSetting.updateMany({ where: { ...at, revision: fromRevision }, data })
    return count === 1
  }
  const { count } = await tx.checkSetting.createMany({ data: [{ ...at, ...data }] })
  return count === 1
}

export async function addCheckRun(
  tx: Tx,
  row: { id: string; datasetId: string; userId: string; total: number; upTo: number },
): Promise<void> {
  await tx.checkRun.create({ data: { ...row, state: 'running' }, select: { id: true } })
}

export async function setCheckProgress(
  tx: Tx,
  id: string,
  progress: { looked: number; upTo: number },
): Promise<void> {
  await tx.checkRun.updateMany({ where: { id, state: 'running' }, data: progress })
}

/** Ends a run; false where it had ended already. */
export async function endCheckRun(
  tx: Tx,
  id: string,
  state: Exclude<CheckRunState, 'running'>,
  message?: string,
): Promise<boolean> {
  const whole =
    state === 'done' ? await tx.checkRun.findUnique({ where: { id }, select: { total: true } }) : null
  const { count } = await tx.checkRun.updateMany({
    where: { id, state: 'running' },
    data: {
      state,
      message: message ?? null,
      finishedAt: new Date(),
      ...(whole ? { looked: whole.total } : {}),
    },
  })
  return count === 1
}
