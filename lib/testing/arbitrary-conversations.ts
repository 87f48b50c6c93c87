import fc from 'fast-check'
import { promptLength, settingsOf, settingsPath } from '@/lib/conversations/kind'
import { newMessageId } from '@/lib/conversations/message-ids'
import {
  type Conversation,
  type ConversationEdit,
  type Draft,
  isJsonObject,
  isPreference,
  type Json,
  type Message,
  roles,
} from '@/lib/conversations/schema'

const wildUnit = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('a', ' ', '환', '불', '"', '\\', '/', 'é', '😀', '\n', '\r\n', '\t'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('\u0000', '\ud83d', '\ude00', '\u2028', '\u001f', '\ufeff', '<|im_start|>'),
  },
)
export const wildString = fc.string({ unit: wildUnit, maxLength: 12 })
const wildKey = fc.oneof(
  wildString,
  fc.constantFrom('__proto__', 'constructor', 'toString', '0', 'name', 'id', ''),
)

export const wildJson: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      wildString,
      fc.boolean(),
      fc.constant(null),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
    fc.array(tie('json'), { maxLength: 3 }),
    wildObject(tie('json')),
  ),
})).json

function wildObject(value: fc.Arbitrary<Json>): fc.Arbitrary<{ [key: string]: Json }> {
  return fc.array(fc.tuple(wildKey, value), { maxLength: 4 }).map((entries) => Object.fromEntries(entries))
}

const wildMessage: fc.Arbitrary<Message> = fc
  .tuple(
    fc.constantFrom(...roles),
    fc.oneof(
      { weight: 4, arbitrary: wildString },
      {
        weight: 1,
        arbitrary: fc.array(
          wildString.map((text) => ({ type: 'text', text })),
          { maxLength: 3 },
        ),
      },
      { weight: 1, arbitrary: wildJson },
    ),
    fc.constantFrom<Json | undefined>(undefined, undefined, 0, 1, 1, true, '0'),
    wildObject(wildJson),
  )
  .map(([role, content, weight, rest]) => {
    const message = { ...rest, role, content: content as Json }
    return weight === undefined ? message : { ...message, weight }
  })

export const wildConversation: fc.Arbitrary<Conversation> = fc
  .tuple(fc.array(wildMessage, { minLength: 1, maxLength: 5 }), wildObject(wildJson))
  .map(([messages, rest]) => ({ ...rest, messages }))

const wildAnswer = wildMessage.map((message): Json => [{ ...message, role: 'assistant' }])

/** A preference line as a file holds it. */
export const wildPreference: fc.Arbitrary<{ [key: string]: Json }> = fc
  .tuple(
    fc.array(wildMessage, { minLength: 1, maxLength: 4 }),
    wildObject(wildJson),
    wildAnswer,
    wildAnswer,
    wildObject(wildJson),
  )
  .map(([messages, beside, preferred, rejected, rest]) => ({
    preferred_output: preferred,
    ...rest,
    input: { ...beside, messages },
    non_preferred_output: rejected,
  }))

/** Either kind of line. */
export const wildLine: fc.Arbitrary<{ [key: string]: Json }> = fc.oneof(wildConversation, wildPreference)

/** Writes JSON as a file might: spaces anywhere, escapes anywhere, both drawn from `seed`. */
export function writeWildly(value: Json, seed: number): string {
  const draw = randomBelow(seed)
  const tight = draw(3) === 0
  const blank = () => (tight ? '' : (['', '', ' ', '  ', '\t'][draw(5)] ?? ''))
  const literal = (text: string) => {
    let out = ''
    for (let i = 0; i < text.length; i++) {
      const unit = text[i]!
      const isPair = /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(i, i + 2))
      if (draw(6) === 0) out += `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
      else if (isPair) {
        out += text.slice(i, i + 2)
        i++
      } else out += unit === '/' && draw(2) === 0 ? '\\/' : JSON.stringify(unit).slice(1, -1)
    }
    return `"${out}"`
  }
  const write = (inner: Json): string => {
    if (typeof inner === 'string') return literal(inner)
    if (Array.isArray(inner)) {
      return `[${inner.map((item) => blank() + write(item) + blank()).join(',') || blank()}]`
    }
    if (isJsonObject(inner)) {
      const entries = Object.keys(inner).map(
        (key) => `${blank()}${literal(key)}${blank()}:${blank()}${write(inner[key]!)}${blank()}`,
      )
      return `{${entries.join(',') || blank()}}`
    }
    if (typeof inner === 'number' && Number.isInteger(inner) && Math.abs(inner) < 1000 && draw(3) === 0) {
      return `${inner}.0`
    }
    return JSON.stringify(inner)
  }
  return write(value)
}

/** Choices made while a property runs, all from what fast-check drew before. */
export type Draw = {
  nat: (max: number) => number
  pick: <T>(options: readonly T[]) => T
  json: () => Json
  text: () => string
  message: () => Message
}

export const drawing: fc.Arbitrary<Draw> = fc
  .record({
    seed: fc.nat(),
    jsons: fc.array(wildJson, { minLength: 1, maxLength: 4 }),
    texts: fc.array(wildString, { minLength: 1, maxLength: 4 }),
    messages: fc.array(wildMessage, { minLength: 1, maxLength: 3 }),
  })
  .map(({ seed, jsons, texts, messages }) => {
    const below = randomBelow(seed)
    const pick = <T>(options: readonly T[]) => options[below(options.length)] as T
    return {
      nat: (max) => below(max + 1),
      pick,
      json: () => pick(jsons),
      text: () => pick(texts),
      message: () => pick(messages),
    }
  })

function randomBelow(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >> 8) % below
  }
}

/** An edit that fits the draft. */
export function drawEdit(draft: Draft, draw: Draw): ConversationEdit {
  const { messages } = draft.conversation
  const index = draw.nat(messages.length - 1)
  const messageId = draft.messageIds[index]!
  const message = messages[index]!
  const before = (at: number) => draft.messageIds[at - 1] ?? null
  const prompt = promptLength(draft.conversation)
  const isAnswer = index >= prompt
  switch (draw.nat(8)) {
    case 0: {
      if (draft.conversation[isPreference]) break
      const from = message.weight
      const to = draw.pick([0, 1, null] as const)
      if (from === undefined || from === 0 || from === 1) {
        return { type: 'set-weight', messageId, from: from === undefined ? null : from === 0 ? 0 : 1, to }
      }
      break
    }
    case 1:
      return {
        type: 'set-role',
        messageId,
        from: message.role,
        to: isAnswer ? 'assistant' : draw.pick(roles),
      }
    case 2: {
      const body = draw.message()
      return {
        type: 'insert-message',
        messageId: newMessageId(),
        afterId: before(draw.nat(prompt)),
        message: body,
      }
    }
    case 3:
      if (prompt > 1 && !isAnswer)
        return { type: 'delete-message', messageId, afterId: before(index), message }
      break
    case 4: {
      const others = isAnswer
        ? draft.messageIds.slice(prompt - 1).filter((id) => id !== messageId)
        : [null, ...draft.messageIds.slice(0, prompt).filter((id) => id !== messageId)]
      const toAfterId = draw.pick(others)
      return { type: 'move-message', messageId, fromAfterId: before(index), toAfterId }
    }
    case 5:
      return drawLineField(draft.conversation, draw)
    case 6:
      return drawField(message, messageId, ['role'], draw)
  }
  return drawText(message, messageId, draw)
}

const reservedKeys = ['messages', 'input', 'preferred_output', 'non_preferred_output']

function drawLineField(conversation: Conversation, draw: Draw): ConversationEdit {
  if (!conversation[isPreference]) return drawField(conversation, null, ['messages'], draw)
  if (draw.nat(1) === 0) return drawField(conversation, null, reservedKeys, draw)
  return drawField(settingsOf(conversation), null, ['messages'], draw, settingsPath(conversation))
}

function drawField(
  root: Json,
  messageId: string | null,
  reserved: string[],
  draw: Draw,
  start: string[] = [],
): ConversationEdit {
  const path: (string | number)[] = [...start]
  let value = root
  for (;;) {
    const options: (string | number)[] = Array.isArray(value)
      ? [...value.keys(), value.length]
      : [...Object.keys(value as object), 'fresh', '__proto__']
    const isFirst = path.length === start.length
    const step = draw.pick(options.filter((key) => !isFirst || !reserved.includes(String(key))))
    path.push(step)
    const isThere = Array.isArray(value)
      ? (step as number) < value.length
      : Object.hasOwn(value as object, step)
    const inner = isThere ? (value as Record<string | number, Json>)[step] : undefined
    if (inner !== null && typeof inner === 'object' && draw.nat(1) === 0) {
      value = inner
      continue
    }
    const isInsert = Array.isArray(value) && draw.nat(1) === 0
    const from = isInsert ? undefined : inner
    const to = draw.nat(4) === 0 ? undefined : draw.json()
    return {
      type: 'set-field',
      messageId,
      path,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    }
  }
}

function drawText(message: Message, messageId: string, draw: Draw): ConversationEdit {
  const places: { path: (string | number)[]; text: string }[] = []
  const walk = (value: Json, path: (string | number)[]) => {
    if (typeof value === 'string' && path[0] !== 'role') places.push({ path, text: value })
    else if (Array.isArray(value)) value.forEach((inner, i) => void walk(inner, [...path, i]))
    else if (isJsonObject(value)) for (const key of Object.keys(value)) walk(value[key]!, [...path, key])
  }
  walk(message, [])
  if (places.length === 0) return { type: 'set-role', messageId, from: message.role, to: 'assistant' }
  const { path, text } = draw.pick(places)
  const at = draw.nat(text.length)
  const end = at + draw.nat(text.length - at)
  return { type: 'edit-text', messageId, path, at, remove: text.slice(at, end), insert: draw.text() }
}
