import { editsBetween } from '@/lib/conversations/between'
import { type Answer, mergeDrafts, type Question, questionsOf } from '@/lib/conversations/merge'
import { countClashes, mergedText, mergeTexts, type Side } from '@/lib/conversations/merge-texts'
import type { Draft, Json } from '@/lib/conversations/schema'
import type { Edit, SetAside } from '@/lib/examples/schema'
import type { Standoff } from './standoff'

/** Decisions and places of the example as a whole that both changed; an approval of a text that has changed since. */
export type StateQuestion = { kind: 'state'; key: 'status' | 'trash' | 'source' | 'approval'; mine: Edit }
export type Asked = Question | StateQuestion

/** What a person has chosen so far, by the key of the question. `of` is what was asked: typing on makes it another. */
export type Given = { of: string; sides: (Side | undefined)[]; text?: string }
export type Givens = ReadonlyMap<string, Given>

const typeOf = {
  status: 'set-status',
  approval: 'set-status',
  trash: 'set-trashed',
  source: 'set-source-key',
} as const

/** Everything that a person must choose, in the order of the conversation. */
export function askedOf(standoff: Standoff, theirs: Draft): Asked[] {
  const states = (['status', 'approval', 'trash', 'source'] as const).flatMap((key): StateQuestion[] => {
    const mine = standoff.rest.findLast((edit) => edit.type === typeOf[key])
    return mine && standoff.collisions.includes(key) ? [{ kind: 'state', key, mine }] : []
  })
  const asked: Asked[] = [...questionsOf(standoff.base, theirs, standoff.mine), ...states]
  const place = (q: Asked) => ('messageId' in q && q.messageId ? theirs.messageIds.indexOf(q.messageId) : 1e9)
  return asked.sort((a, b) => place(a) - place(b))
}

export const hunksOf = (q: Extract<Question, { kind: 'text' }>) => mergeTexts(q.base, q.theirs, q.mine)

/** How many choices a question is: of a text, the places where both changed the same words. */
export const choicesIn = (q: Asked): number => (q.kind === 'text' ? countClashes(hunksOf(q)) : 1)

const stampOf = (q: Asked): string => JSON.stringify(q)

/** What was chosen for this question as it stands now. */
export function givenFor(givens: Givens, q: Asked): Given {
  const given = givens.get(q.key)
  const of = stampOf(q)
  return given?.of === of ? given : { of, sides: [] }
}

export function isAnswered(q: Asked, given: Given): boolean {
  if (given.text !== undefined) return true
  for (let i = 0; i < choicesIn(q); i++) if (given.sides[i] === undefined) return false
  return true
}

/** The same choices with one more. */
export function withSide(givens: Givens, q: Asked, choice: number, side: Side): Givens {
  const { of, sides } = givenFor(givens, q)
  const next = Array.from({ length: choicesIn(q) }, (_, i) => (i === choice ? side : sides[i]))
  return new Map(givens).set(q.key, { of, sides: next })
}

/** The text as a person wrote it, in place of every choice in it. */
export function withText(givens: Givens, q: Asked, text: string): Givens {
  return new Map(givens).set(q.key, { ...givenFor(givens, q), text })
}

/** One side for everything. */
export function withAll(asked: readonly Asked[], side: 'theirs' | 'mine'): Givens {
  return new Map(
    asked.map((q) => {
      // every word of that side, also where both would go together
      if (q.kind === 'text') return [q.key, { of: stampOf(q), sides: [], text: q[side] }]
      return [q.key, { of: stampOf(q), sides: [side] }]
    }),
  )
}

export function resultOf(q: Extract<Question, { kind: 'text' }>, given: Given): string {
  return given.text ?? mergedText(hunksOf(q), given.sides)
}

function answerOf(q: Question, given: Given): Answer {
  if (q.kind === 'text') return { text: resultOf(q, given) }
  return given.sides[0] === 'theirs' ? 'theirs' : 'mine'
}

/** The edits that make of theirs what was chosen, and keep in the history what of mine was not; null while something is open. */
export function resolution(standoff: Standoff, theirs: Draft, givens: Givens): Edit[] | null {
  const asked = askedOf(standoff, theirs)
  if (!asked.every((q) => isAnswered(q, givenFor(givens, q)))) return null
  const { base, mine, lost } = standoff
  const asides: SetAside[] = []
  const merged = mergeDrafts(base, theirs, mine, (q) => {
    const answer = answerOf(q, givenFor(givens, q))
    const left = leftOf(q, answer)
    if (left) asides.push({ type: 'set-aside', ...left })
    return answer
  })
  for (const edit of lost)
    if (edit.type === 'edit-text' && edit.insert !== '')
      asides.push({ type: 'set-aside', messageId: edit.messageId, path: edit.path, value: edit.insert })
  const refused = asked.flatMap((q) =>
    q.kind === 'state' && givenFor(givens, q).sides[0] === 'theirs' ? [typeOf[q.key] as string] : [],
  )
  const rest = standoff.rest.filter((edit) => !refused.includes(edit.type))
  return [...editsBetween(theirs, merged), ...asides, ...rest]
}

type Left = Omit<SetAside, 'type'>

/** What of mine an answer leaves out. */
function leftOf(q: Question, answer: Answer): Left | null {
  if (q.kind === 'text') {
    const text = typeof answer === 'object' ? answer.text : q[answer]
    const hunks = hunksOf(q)
    // all that I wrote is in it
    if (text === q.mine || (countClashes(hunks) === 0 && text === mergedText(hunks, []))) return null
    return { messageId: q.messageId, path: q.path, value: q.mine }
  }
  if (answer !== 'theirs') return null
  if (q.kind === 'value' && q.mine !== undefined)
    return { messageId: q.messageId, path: q.path, value: q.mine }
  const whole = q.kind === 'stranded' || (q.kind === 'deleted' && q.by === 'theirs')
  return whole ? { messageId: q.messageId, path: null, value: q.message as Json } : null
}
