import 'server-only'
import { hash } from 'node:crypto'
import { conversationOf, longestTokens } from '@/lib/conversations/kind'
import { findProblems } from '@/lib/conversations/problems'
import type { Conversation } from '@/lib/conversations/schema'
import type { Found, OpenCheck, Subject } from './check'
import type { EntryGroup, ExampleIn, ExampleToCheck, NewFinding, OwnEntry } from './check-job'
import { type About, excerptOf, fingerprintOf, textAtSpan, wholeMessage } from './place'
import type { Severity } from './schema'
import { subjectOf } from './subject'
import { type CheckId, severities } from './words'

export type Opened = { id: CheckId; severity: Severity; last: boolean; check: OpenCheck }
export type Failed = Set<CheckId>

const mostFindings = 100
const mostEntries = 64
const longestKey = 64
const longestFacts = 8_000

/** An example as checks read it; the validator's problems are worked out when one asks for them. */
function readSubject({ text, tokens, tags }: ExampleIn): Subject {
  const conversation = conversationOf(text)
  const subject = subjectOf(conversation, { tokens, tags })
  let problems: Subject['problems'] | undefined
  return Object.defineProperty(subject, 'problems', {
    enumerable: true,
    get: () => {
      problems ??= findProblems(conversation, text, { tokens: longestTokens(conversation, tokens) })
      return problems
    },
  })
}

/** What an example brings to checks that hold examples against each other. */
function entriesIn(opened: readonly Opened[], subject: Subject, failed: Failed): OwnEntry[] {
  return opened.flatMap(({ id, check }) => {
    const entries = guarded(id, failed, () => check.across?.entriesOf(subject) ?? [])
    return entries
      .filter(
        ({ key, facts, under = '' }) =>
          key.length <= longestKey && facts.length <= longestFacts && under.length <= longestKey,
      )
      .slice(0, mostEntries)
      .map((entry) => ({ ...entry, check: id }))
  })
}

/** What an example brings, and what those bring that share a key with it. */
export type HeldAgainst = {
  own: readonly EntryGroup[]
  partners: readonly { number: number; groups: readonly EntryGroup[] }[]
}

type Heard = { check: CheckId; severity: Severity; found: Found; other: string }

/** All that checks find in one example by itself, in reading order, and what it brings to others. */
export function lookAt(
  opened: readonly Opened[],
  example: ExampleToCheck,
  failed: Failed,
): { found: NewFinding[]; entries: OwnEntry[] } {
  const subject = readSubject(example)
  const found = findIn(opened, { subject, example }, { own: [], partners: [] }, failed)
  return { found, entries: entriesIn(opened, subject, failed) }
}

/** All that checks find in one example that is held against others, too. */
export const judgeOf = (
  opened: readonly Opened[],
  example: ExampleToCheck,
  against: HeldAgainst,
  failed: Failed,
): NewFinding[] => findIn(opened, { subject: readSubject(example), example }, against, failed)

function findIn(
  opened: readonly Opened[],
  { subject, example }: { subject: Subject; example: ExampleToCheck },
  against: HeldAgainst,
  failed: Failed,
): NewFinding[] {
  const first = opened.filter(({ last }) => !last)
  const heard = first.flatMap((one) => [
    ...hear(one, failed, () => one.check.find(subject)),
    ...judgeAll(one, against, failed),
  ])
  const findings = place(heard, subject.conversation, example.messageIds)
  const waived = new Set(example.waived)
  const found = findings.flatMap(({ heard: { check, severity, found }, finding }) =>
    waived.has(finding.fingerprint) ? [] : [{ ...found, check, severity }],
  )
  const later = opened
    .filter(({ last }) => last)
    .flatMap((one) =>
      hear(one, failed, () => one.check.find({ ...subject, problems: subject.problems, found })),
    )
  const all =
    later.length === 0 ? findings : place([...heard, ...later], subject.conversation, example.messageIds)
  return all.map(({ finding }) => finding)
}

const hear = ({ id, severity }: Opened, failed: Failed, find: () => Found[], other = ''): Heard[] =>
  guarded(id, failed, find)
    .slice(0, mostFindings)
    .map((found) => ({ check: id, severity: found.severity ?? severity, found, other }))

function judgeAll(one: Opened, { own, partners }: HeldAgainst, failed: Failed): Heard[] {
  const { across } = one.check
  if (!across || partners.length === 0) return []
  const byKey = new Map<string, EntryGroup[]>()
  for (const group of own)
    if (group.check === one.id)
      for (const key of group.keys) byKey.set(key, [...(byKey.get(key) ?? []), group])
  const judge = (mine: EntryGroup, theirs: EntryGroup, key: string, number: number) =>
    guarded(one.id, failed, () => {
      const [here, there] = [mine, theirs].map(({ messageIndex, facts }) => ({ key, messageIndex, facts }))
      return [across.judge(here!, { ...there!, number }) ?? []].flat()
    })
  return partners
    .flatMap(({ number, groups }) =>
      groups.flatMap((theirs) => {
        if (theirs.check !== one.id) return []
        const shared = new Map<EntryGroup, string>()
        for (const key of theirs.keys)
          for (const mine of byKey.get(key) ?? []) if (!shared.has(mine)) shared.set(mine, key)
        return [...shared].flatMap(([mine, key]) => {
          const found = judge(mine, theirs, key, number)
          if (found.length === 0) return []
          return hear(one, failed, () => found, `${number} ${hash('sha256', theirs.facts, 'base64url')}`)
        })
      }),
    )
    .slice(0, mostFindings)
}

/** A check that breaks its word finds nothing, and is named; the others' findings stand. */
function guarded<T>(id: CheckId, failed: Failed, act: () => T[]): T[] {
  try {
    return act()
  } catch {
    failed.add(id)
    return []
  }
}

function place(heard: readonly Heard[], conversation: Conversation, messageIds: readonly string[]) {
  const placed = heard.flatMap((one) => {
    const { messageIndex, span } = one.found
    if (messageIndex !== null && conversation.messages[messageIndex] === undefined) return []
    const at = span && textAtSpan(conversation, messageIndex, span)
    if (span && !at) return []
    const text = at?.whole ?? (messageIndex === null ? '' : wholeMessage(conversation, messageIndex))
    return [{ heard: one, text, excerpt: excerptOf(at?.marked ?? '') }]
  })
  // of one message the worst first: so they are stored, listed and told
  const placeOf = ({ severity, found: { messageIndex, span } }: Heard) =>
    [messageIndex ?? -1, -severities.indexOf(severity), span?.from ?? -1] as const
  placed.sort((a, b) => {
    const [here, there] = [placeOf(a.heard), placeOf(b.heard)]
    return here[0] - there[0] || here[1] - there[1] || here[2] - there[2]
  })
  const seen = new Map<string, number>()
  return placed.map(({ heard: one, text, excerpt }) => {
    const { check, severity, found, other } = one
    const messageId = found.messageIndex === null ? null : (messageIds[found.messageIndex] ?? null)
    const about: About = { check, found, messageId, text, other }
    const alike = fingerprintOf(about, 0)
    const nth = seen.get(alike) ?? 0
    seen.set(alike, nth + 1)
    const finding: NewFinding = {
      check,
      code: found.code,
      severity,
      messageId,
      span: found.span,
      excerpt,
      params: found.params,
      suggestion: found.suggestion ?? null,
      fingerprint: nth === 0 ? alike : fingerprintOf(about, nth),
    }
    return { heard: one, finding }
  })
}
