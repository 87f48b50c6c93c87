import type { Check, Found, OpenCheck, Span, Subject } from '@/lib/checks/check'
import { type CheckId, severities } from '@/lib/checks/words'
import { ownValue } from '@/lib/conversations/json'
import type { Conversation, Json } from '@/lib/conversations/schema'
import { isJsonObject } from '@/lib/conversations/words'
import type { Expectation, LabelledCase } from './check-cases'

export type Bar = { precision: number; recall: number }
const strict: Bar = { precision: 0.9, recall: 0.7 }
const lenient: Bar = { precision: 0.8, recall: 0.5 }

/** What each check must reach; the one of `structure` is the validator's own suite. */
export const bars: Record<CheckId, Bar | null> = {
  'capability-claim': strict,
  ungrounded: lenient,
  vague: lenient,
  refusal: strict,
  contradiction: lenient,
  'inference-format': lenient,
  'language-style': lenient,
  weights: strict,
  structure: null,
  privacy: strict,
  'edge-case': strict,
}

/** Findings and expectations of some cases: how many of each, and how many of each are met by the other. */
export type Tally = { cases: number; found: number; right: number; expected: number; met: number }
export type Miss = { place: string; what: 'wrong' | 'missed'; message: number | null; text: string | null }
export type Measured = Tally & { misses: Miss[] }

/** Runs a check over labelled cases. */
export function measure<Settings>(check: Check<Settings>, cases: readonly LabelledCase[]): Measured {
  const all: Measured = { cases: cases.length, found: 0, right: 0, expected: 0, met: 0, misses: [] }
  for (const one of cases) {
    const { conversation } = one.subjects[0]!
    const opened = check.open(check.settings.parse(one.settings), one.facts)
    const found = findIn(opened, one.subjects).filter((each) => weighs(check, each))
    const isHit = (each: Found) => (wanted: Expectation) => hits(conversation, each, wanted)
    const wrong = found.filter((each) => !one.expect.some(isHit(each)))
    const right = found.filter((each) => one.expect.some((wanted) => !wanted.optional && isHit(each)(wanted)))
    const wanted = one.expect.filter(({ optional }) => !optional)
    const missed = wanted.filter((wanted) => !found.some((each) => hits(conversation, each, wanted)))
    all.found += wrong.length + right.length
    all.right += right.length
    all.expected += wanted.length
    all.met += wanted.length - missed.length
    for (const { messageIndex, span } of wrong)
      all.misses.push({
        place: one.place,
        what: 'wrong',
        message: messageIndex,
        text: wordsAt(conversation, messageIndex, span),
      })
    for (const { message, text } of missed)
      all.misses.push({ place: one.place, what: 'missed', message, text })
  }
  return all
}

/** What is found in the first of some examples, by itself and held against the others. */
export function findIn(opened: OpenCheck, [subject, ...others]: readonly Subject[]): Found[] {
  const found = opened.find(subject!)
  const { across } = opened
  if (!across || others.length === 0) return found
  const mine = across.entriesOf(subject!)
  const judged = others.flatMap((other, i) => {
    const theirs = across.entriesOf(other)
    return mine.flatMap((entry) =>
      theirs.flatMap((twin) => {
        const one = twin.key === entry.key ? across.judge(entry, { ...twin, number: i + 2 }) : null
        return one ? [one] : []
      }),
    )
  })
  // examples may share several keys
  return [...new Map([...found, ...judged].map((each) => [JSON.stringify(each), each])).values()]
}

/** What is milder than its check is information: neither a hit nor a false alarm. */
export const weighs = <Settings>(check: Check<Settings>, { severity = check.severity }: Found): boolean =>
  severities.indexOf(severity) >= severities.indexOf(check.severity)

/** The definition of a hit: the same message, a span that overlaps the words, and the code where one is named. */
function hits(conversation: Conversation, found: Found, wanted: Expectation): boolean {
  if (found.messageIndex !== wanted.message) return false
  if (wanted.code !== undefined && found.code !== wanted.code) return false
  if (wanted.text === null || found.span === null) return true
  const text = stringAt(conversation, found.messageIndex, found.span)
  for (let at = text.indexOf(wanted.text); at >= 0; at = text.indexOf(wanted.text, at + 1))
    if (at < found.span.to && found.span.from < at + wanted.text.length) return true
  return false
}

const wordsAt = (conversation: Conversation, message: number | null, span: Span | null): string | null =>
  span && stringAt(conversation, message, span).slice(span.from, span.to)

/** The string that a span is a part of. */
export function stringAt({ messages }: Conversation, message: number | null, { path }: Span): string {
  let value: Json | undefined = message === null ? undefined : messages[message]
  for (const step of path)
    if (Array.isArray(value)) value = value[Number(step)]
    else value = isJsonObject(value) ? ownValue(value, String(step)) : undefined
  return typeof value === 'string' ? value : ''
}

/** Share of `some` among `all`, with its 95 % interval by Wilson; of nothing there is none. */
export function shareOf(some: number, all: number): { share: number; from: number; to: number } | null {
  if (all === 0) return null
  const z = 1.96
  const p = some / all
  const middle = (p + (z * z) / (2 * all)) / (1 + (z * z) / all)
  const half = (z / (1 + (z * z) / all)) * Math.sqrt((p * (1 - p)) / all + (z * z) / (4 * all * all))
  return { share: p, from: Math.max(0, middle - half), to: Math.min(1, middle + half) }
}
