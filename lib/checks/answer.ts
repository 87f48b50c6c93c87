import 'server-only'
import type { Check } from './check'
import type { CheckAnswer, CheckFacts, CheckJob, Described } from './check-job'
import { packEntries, unpackEntries } from './entries'
import { type Failed, judgeOf, lookAt, type Opened } from './find'
import type { CheckId } from './words'

type Settings = Record<string, unknown>
const mostKept = 8

/** What a thread answers, by these checks; those of the latest datasets are kept open. */
export function createAnswer(checks: readonly Check[]): (job: CheckJob) => CheckAnswer {
  const kept = new Map<string, Opened[]>()
  const openedOf = ({ key, facts }: { key: string; facts?: CheckFacts }): Opened[] | null => {
    const known = kept.get(key) ?? (facts && openAll(checks, facts))
    if (!known) return null
    kept.delete(key)
    kept.set(key, known)
    if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
    return known
  }
  return (job) => {
    if (job.kind === 'describe')
      return { described: checks.map((check) => describeCheck(check, job.settings)) }
    const opened = openedOf(job.of)
    if (!opened) return 'missing'
    const failed: Failed = new Set()
    if (job.kind === 'look') {
      const looked = job.examples.map((example) => {
        const { found, entries } = lookAt(opened, example, failed)
        return { found, brought: packEntries(job.datasetId, entries) }
      })
      return { looked, failed: [...failed] }
    }
    // many are held against the same ones
    const partners = job.partners.map(({ number, entries }) => ({ number, groups: unpackEntries(entries) }))
    const found = job.examples.map(({ own, ...example }) => {
      const against = { own: unpackEntries(own.entries), partners: own.partners.map((i) => partners[i]!) }
      return judgeOf(opened, example, against, failed)
    })
    return { found, failed: [...failed] }
  }
}

function describeCheck(check: Check, given: { id: CheckId; settings: unknown }[]): Described {
  const defaults = check.settings.parse({}) as Settings
  const own = given.find(({ id }) => id === check.id)
  const read = check.settings.safeParse(own?.settings ?? {})
  return {
    id: check.id,
    severity: check.severity,
    source: check.source,
    defaults,
    settings: read.success ? (read.data as Settings) : null,
    wrong: read.success ? null : String(read.error.issues[0]?.path[0] ?? ''),
  }
}

/** What another build kept as settings and this one doesn't know gives way to the defaults. */
function openAll(checks: readonly Check[], facts: CheckFacts): Opened[] {
  const { notes, tagNames, userTokens } = facts
  return checks.flatMap((check) => {
    const wanted = facts.checks.find(({ id }) => id === check.id)
    if (!wanted) return []
    const read = check.settings.safeParse(wanted.settings)
    const settings = read.success ? read.data : check.settings.parse({})
    return [
      {
        id: check.id,
        severity: wanted.severity ?? check.severity,
        last: check.last === true,
        check: check.open(settings, { notes, tagNames, userTokens }),
      },
    ]
  })
}
