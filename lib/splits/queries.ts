import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { breathe } from '@/lib/db/reader'
import { selectSql } from '@/lib/db/run'
import { lastDone } from '@/lib/duplicates/latest'
import { countDue, eachPair, type Select } from '@/lib/duplicates/read'
import { defaultThreshold } from '@/lib/duplicates/words'
import { surveyStored } from '@/lib/jobs/split/place-examples'
import { AppError } from '@/lib/result/app-error'
import { tagGroupsOf } from '@/lib/tags/read'
import { groupIdsOf, storedRule } from './adopted'
import { groupSizes } from './links'
import { plannedSide } from './plan-two'
import { countSides, linksAcross, shownLinks, strataOf } from './report'
import type {
  ClosePair,
  HeldExample,
  Side,
  SplitReport,
  SplitReportRequest,
  SplitRule,
  SplitRunKind,
  SplitRunRow,
  SplitState,
  SplitTwoSettings,
} from './schema'
import type { SplitSurvey } from './survey-two'
import { isWhole } from './words'

/** The rule that sides follow so far, and how many examples have which. @throws AppError `not_found` */
export async function getSplit(actor: Actor, datasetId: string): Promise<SplitState> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const dataset = await db().dataset.findUnique({
    where: { id: datasetId },
    select: { splitRule: true, tagGroups: { where: { deletedAt: null }, select: { id: true, name: true } } },
  })
  if (!dataset) throw new AppError('not_found')
  // Raw: Prisma binds "visible", and an index of what is shown asks to see it
  const counts = await selectSql<{ split: string | null; n: bigint }>(
    db(),
    sql`SELECT e."split", COUNT(*) AS "n" FROM "Example" e
      WHERE e."datasetId" = ${datasetId} AND e."visible" = ${raw(dialect.yes)} AND e."trashedAt" IS NULL
      GROUP BY e."split"`,
  )
  const of = (side: string | null) => Number(counts.find(({ split }) => split === side)?.n ?? 0)
  const rule = await storedRule(db(), datasetId)
  const ids = rule?.rule === 'split/2' ? rule.groupIds : [rule?.groupId]
  const names = dataset.tagGroups.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
  return {
    rule: rule && { ...rule, groupName: names.length > 0 ? names.join(', ') : null },
    counts: { train: of('train'), validation: of('validation'), test: of('test'), none: of(null) },
  }
}

/** What gave examples their sides of late, newest first: how far it is, or how it ended. */
export async function listSplitRuns(actor: Actor, datasetId: string): Promise<SplitRunRow[]> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  return findRuns(datasetId)
}

/** @throws AppError `not_found` */
export async function getSplitRun(
  actor: Actor,
  { datasetId, runId }: { datasetId: string; runId: string },
): Promise<SplitRunRow> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const [run] = await findRuns(datasetId, runId)
  if (!run) throw new AppError('not_found')
  return run
}

async function findRuns(datasetId: string, id?: string): Promise<SplitRunRow[]> {
  const rows = await db().splitRun.findMany({
    where: { datasetId, ...(id ? { id } : {}) },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: 20,
    omit: { datasetId: true, userId: true, before: true },
  })
  return rows.map(({ kind, side, state, startedAt, finishedAt, ...row }) => ({
    ...row,
    kind: kind as SplitRunKind,
    side: side as Side | null,
    state: state as SplitRunRow['state'],
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }))
}

const mostListed = 200
const mostClosest = 20

/** What a rule starts with: that of the exports so far. */
function settingsFrom(
  rule: SplitRule | null,
  groups: { id: string; kind: string }[],
  threshold: number,
): SplitTwoSettings {
  if (rule?.rule === 'split/2') {
    const { rule: _, ...settings } = rule
    return settings
  }
  const first = groups.find(({ kind }) => kind === 'exclusive')?.id
  const groupId = rule ? rule.groupId : (first ?? null)
  return {
    seed: rule?.seed ?? 7,
    trainShare: rule?.trainShare ?? 0.9,
    validationShare: 0,
    groupIds: groupId && groups.some(({ id }) => id === groupId) ? [groupId] : [],
    threshold,
  }
}

/**
 * Where every example of a dataset stands under `split/2`, or would: counts by side and stratum, what is held and why,
 * pins, and the closest pairs that stand on different sides. Changes nothing.
 * @throws AppError `invalid` `noSuchTagGroup`
 */
export async function getSplitReport(
  actor: Actor,
  datasetId: string,
  { settings: asked, anew = false }: SplitReportRequest = {},
): Promise<SplitReport> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const select: Select = (statement) => selectSql(db(), statement)
  const [rule, groups, done, due] = await Promise.all([
    storedRule(db(), datasetId),
    tagGroupsOf(db(), datasetId),
    lastDone(db(), datasetId),
    countDue(select, datasetId),
  ])
  const settings = asked
    ? { ...asked, groupIds: groupIdsOf(groups, asked.groupIds) }
    : settingsFrom(rule, groups, done?.threshold ?? defaultThreshold)
  const survey = await surveyStored(datasetId, settings, anew)
  const { members, plan, links } = survey
  const sizes = await groupSizes(members, links, breathe)
  const pinned = members.flatMap((member, place) => (member.isPinned ? [place] : []))
  return {
    rule,
    settings,
    counts: countSides(survey),
    strata: strataOf(survey, (place) => sizes[place]!),
    wouldMove: members.filter(({ side }, place) => side !== null && side !== plannedSide(plan, place)).length,
    held: await describeHeld(survey, sizes),
    pinned: await describePinned(survey, pinned.slice(0, mostListed)),
    pinnedCount: pinned.length,
    closest: await closestPairs(select, datasetId, survey),
    compared: done
      ? { threshold: done.threshold, due, isOther: done.threshold !== settings.threshold }
      : null,
  }
}

async function describeHeld(survey: SplitSurvey, sizes: Int32Array): Promise<HeldExample[]> {
  const { members, plan } = survey
  const places = members.flatMap((member, place) => (plan.held[place] && member.isOpen ? [place] : []))
  const shown = places.slice(0, mostListed)
  const acrossOf = linksAcross(survey)
  const rowOf = await readRows(shown.map((place) => members[place]!.id))
  return shown.flatMap((place): HeldExample[] => {
    const row = rowOf.get(members[place]!.id)
    if (!row) return []
    const across = acrossOf(place)
    return [
      {
        number: members[place]!.number,
        ...row,
        side: members[place]!.side,
        links: shownLinks(across),
        canAccept: across.length > 0 && !across.some(({ by }) => isWhole(by)),
        group: sizes[place]!,
      },
    ]
  })
}

async function describePinned({ members, plan }: SplitSurvey, places: number[]) {
  const rowOf = await readRows(places.map((place) => members[place]!.id))
  return places.flatMap((place) => {
    const [row, side] = [rowOf.get(members[place]!.id), plannedSide(plan, place)]
    return row && side ? [{ number: members[place]!.number, preview: row.preview, side }] : []
  })
}

async function readRows(ids: number[]): Promise<Map<number, { preview: string; status: string }>> {
  const rows = await db().example.findMany({
    where: { id: { in: ids } },
    select: { id: true, preview: true, status: true },
  })
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

async function closestPairs(select: Select, datasetId: string, survey: SplitSurvey): Promise<ClosePair[]> {
  const placeOf = new Map(survey.members.map(({ id }, place) => [id, place]))
  const found: ClosePair[] = []
  for await (const page of eachPair(select, datasetId, 0))
    for (const { lowId, highId, alike } of page) {
      const places = [placeOf.get(lowId), placeOf.get(highId)]
      if (places.some((place) => place === undefined || !survey.members[place]!.isOpen)) continue
      const [a, b] = (places as number[]).sort((x, y) => x - y) as [number, number]
      const [sideA, sideB] = [survey.fileSide(a), survey.fileSide(b)]
      if (sideA && sideB && sideA !== sideB)
        found.push({ a: survey.members[a]!.number, b: survey.members[b]!.number, sideA, sideB, alike })
    }
  return found.sort((x, y) => y.alike - x.alike || x.a - y.a || x.b - y.b).slice(0, mostClosest)
}
