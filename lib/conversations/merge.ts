import { ownValue, sameJson } from './json'
import type { Conversation, Draft, FieldPath, Message, MessageId } from './schema'
import { isJsonObject, isPreference, type Json } from './words'

type Place = { messageId: MessageId | null; path: FieldPath }

/** What two people did to one thing that can't both be. `key` names it, whatever either types meanwhile. */
export type Question = { key: string } & (
  | ({ kind: 'text'; base: string; theirs: string; mine: string } & Place)
  | ({ kind: 'value'; base?: Json; theirs?: Json; mine?: Json } & Place)
  /** One deleted the message, the other changed it: to what is `message`. */
  | { kind: 'deleted'; by: 'mine' | 'theirs'; messageId: MessageId; base: Message; message: Message }
  /** My new message, behind one that they deleted. */
  | { kind: 'stranded'; messageId: MessageId; message: Message }
  | { kind: 'order'; theirs: MessageId[]; mine: MessageId[] }
)
export type Answer = 'theirs' | 'mine' | { text: string }
export type Decide = (question: Question) => Answer

/**
 * What becomes of a draft that two people changed side by side. Whatever only one changed, or both alike, goes
 * together; `decide` is asked about the rest. A weight is no reason to keep what the other deleted.
 */
export function mergeDrafts(base: Draft, theirs: Draft, mine: Draft, decide: Decide): Draft {
  const found = new Map<MessageId, Message>()
  for (const id of new Set([...theirs.messageIds, ...mine.messageIds])) {
    const message = mergeMessage(id, at(base, id), at(theirs, id), at(mine, id), decide)
    if (message) found.set(id, message)
  }
  strand(base, theirs, mine, found, decide)
  const messageIds = orderOf(base, theirs, mine, found, decide)
  const conversation = mergeLine(base.conversation, theirs.conversation, mine.conversation, decide)
  return { conversation: { ...conversation, messages: messageIds.map((id) => found.get(id)!) }, messageIds }
}

/** The questions that merging would ask. */
export function questionsOf(base: Draft, theirs: Draft, mine: Draft): Question[] {
  const questions: Question[] = []
  mergeDrafts(base, theirs, mine, (question) => {
    questions.push(question)
    return 'mine'
  })
  return questions
}

const at = (draft: Draft, id: MessageId): Message | undefined =>
  draft.conversation.messages[draft.messageIds.indexOf(id)]

function mergeMessage(
  messageId: MessageId,
  base: Message | undefined,
  theirs: Message | undefined,
  mine: Message | undefined,
  decide: Decide,
): Message | undefined {
  if (theirs && mine) return mergeValue({ messageId, path: [] }, base, theirs, mine, decide) as Message
  const left = theirs ?? mine
  if (!base || !left) return left
  if (sameJson(unweighted(left), unweighted(base))) return undefined
  const by = theirs ? 'mine' : 'theirs'
  const answer = decide({ kind: 'deleted', key: `${messageId}:deleted`, by, messageId, base, message: left })
  return answer === by ? undefined : left
}

function mergeValue(
  place: Place,
  base: Json | undefined,
  theirs: Json | undefined,
  mine: Json | undefined,
  decide: Decide,
): Json | undefined {
  if (sameJson(mine, base) || sameJson(mine, theirs)) return theirs
  if (sameJson(theirs, base)) return mine
  const inner = (step: string | number): Place => ({ ...place, path: [...place.path, step] })
  if (isJsonObject(theirs) && isJsonObject(mine)) {
    const was = isJsonObject(base) ? base : {}
    const keys = new Set([...Object.keys(theirs), ...Object.keys(mine)])
    const entries = [...keys].map((key) => [
      key,
      mergeValue(inner(key), ownValue(was, key), ownValue(theirs, key), ownValue(mine, key), decide),
    ])
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
  }
  if (Array.isArray(base) && Array.isArray(theirs) && Array.isArray(mine))
    if (base.length === theirs.length && base.length === mine.length)
      return theirs.map((value, i) => mergeValue(inner(i), base[i], value, mine[i], decide)!)
  return decideValue(place, base, theirs, mine, decide)
}

function decideValue(
  place: Place,
  base: Json | undefined,
  theirs: Json | undefined,
  mine: Json | undefined,
  decide: Decide,
): Json | undefined {
  const key = `${place.messageId ?? 'line'}:${JSON.stringify(place.path)}`
  const texts = place.messageId !== null && typeof theirs === 'string' && typeof mine === 'string'
  // a role is one of a few words, not a text
  const answer =
    texts && place.path[0] !== 'role'
      ? decide({ kind: 'text', key, ...place, base: typeof base === 'string' ? base : '', theirs, mine })
      : decide({
          kind: 'value',
          key,
          ...place,
          ...(base === undefined ? {} : { base }),
          ...(theirs === undefined ? {} : { theirs }),
          ...(mine === undefined ? {} : { mine }),
        })
  if (typeof answer === 'object') return answer.text
  return answer === 'theirs' ? theirs : mine
}

function strand(
  base: Draft,
  theirs: Draft,
  mine: Draft,
  found: Map<MessageId, Message>,
  decide: Decide,
): void {
  mine.messageIds.forEach((messageId, i) => {
    const before = mine.messageIds[i - 1]
    const message = found.get(messageId)
    if (!message || !before || base.messageIds.includes(messageId) || theirs.messageIds.includes(messageId))
      return
    if (!base.messageIds.includes(before) || theirs.messageIds.includes(before)) return
    const answer = decide({ kind: 'stranded', key: `${messageId}:stranded`, messageId, message })
    if (answer === 'theirs') found.delete(messageId)
  })
}

/** Theirs, unless only I put messages into another order; what the other one added comes behind its neighbour. */
function orderOf(
  base: Draft,
  theirs: Draft,
  mine: Draft,
  found: ReadonlyMap<MessageId, Message>,
  decide: Decide,
): MessageId[] {
  const everywhere = (id: MessageId) => [base, theirs, mine].every((d) => d.messageIds.includes(id))
  const [was, their, my] = [base, theirs, mine].map((d) => d.messageIds.filter(everywhere)) as [
    MessageId[],
    MessageId[],
    MessageId[],
  ]
  const same = (a: MessageId[], b: MessageId[]) => a.join() === b.join()
  let side: Answer = same(my, was) || same(my, their) ? 'theirs' : 'mine'
  if (side === 'mine' && !same(their, was))
    side = decide({ kind: 'order', key: 'order', theirs: their, mine: my })
  const [first, second] = side === 'theirs' ? [theirs, mine] : [mine, theirs]
  const order = first.messageIds.filter((id) => found.has(id))
  second.messageIds.forEach((id, i) => {
    if (!found.has(id) || order.includes(id)) return
    const before = second.messageIds.slice(0, i).findLast((other) => order.includes(other))
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id)
  })
  return order
}

/** The line around the messages: tools, and keys that nobody knows. */
function mergeLine(
  base: Conversation,
  theirs: Conversation,
  mine: Conversation,
  decide: Decide,
): Conversation {
  const around = ({ messages: _, ...rest }: Conversation): Json => rest as Json
  const place: Place = { messageId: null, path: [] }
  const merged = mergeValue(place, around(base), around(theirs), around(mine), decide) as Conversation
  return theirs[isPreference] ? { ...merged, [isPreference]: true } : merged
}

const unweighted = ({ weight: _, ...rest }: Message): Json => rest
