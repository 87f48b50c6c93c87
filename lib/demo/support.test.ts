import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'

const read = (name: string) => readFileSync(`prisma/demo/${name}`, 'utf8')
const text = read('support.jsonl')
const metaText = read('support.meta.jsonl')

const object = z.record(z.string(), z.unknown())
const named = z.looseObject({ name: z.string() })
const called = named.extend({ arguments: z.string() })
const call = z.strictObject({ id: z.string(), type: z.literal('function'), function: called })
const message = z.looseObject({
  role: z.string(),
  content: z.union([z.string(), z.null(), z.array(z.looseObject({ text: z.string().optional() }))]),
  weight: z.union([z.literal(0), z.literal(1)]).optional(),
  tool_calls: z.array(call).min(1).optional(),
  tool_call_id: z.string().optional(),
})
const conversation = z.looseObject({
  messages: z.array(message).min(1),
  tools: z.array(z.looseObject({ function: named })).optional(),
})
const about = z.strictObject({
  sourceKey: z.string().min(1).nullable(),
  status: z.string(),
  reason: z.string().optional(),
  tags: z.array(z.string()),
  messageTags: z.array(z.strictObject({ message: z.int().min(0), tag: z.string() })).optional(),
})

const lines = text.trimEnd().split('\n')
const chats = lines.map((line) => conversation.parse(JSON.parse(line)))
const metaLines = metaText.trimEnd().split('\n')
const metas = metaLines.map((line) => about.parse(JSON.parse(line)))
const approved = chats.filter((_, index) => metas[index]?.status === 'approved')
const countBy = (values: string[]) =>
  Object.fromEntries([...new Set(values)].map((one) => [one, values.filter((v) => v === one).length]))

/** Share of Hangul among the letters of what customer and bot say. */
function koreanShare(messages: z.infer<typeof message>[]): number {
  const said = messages.map((m) => (/user|assistant/.test(m.role) ? JSON.stringify(m.content) : ''))
  const hangul = said.join('').match(/[가-힣ㄱ-ㅎ]/g)?.length ?? 0
  const latin = said.join('').match(/[A-Za-z]/g)?.length ?? 0
  return hangul / (hangul + latin)
}

const allowedKeys: Record<string, RegExp> = {
  system: /^(role|content)$/,
  user: /^(role|content)$/,
  assistant: /^(role|content|weight|tool_calls)$/,
  tool: /^(role|content|tool_call_id)$/,
}

test('the demo files are plain lines of UTF-8 without escapes, one meta line each', () => {
  expect([lines.length, metas.length]).toEqual([60, 60])
  for (const file of [text, metaText]) {
    expect(file.endsWith('}\n')).toBe(true)
    expect(file).not.toMatch(/\\u[0-9a-fA-F]{4}|\r|\uFEFF|\uFFFD|\n\n/)
  }
})

test('the demo files name nobody, and only example.com', () => {
  expect(text.match(/@(?!example\.com)/g)).toBeNull()
  expect(text.match(/https?:\/\/(?!example\.com)/g)).toBeNull()
  // planted for the check of personal data: an area and an issuer that there are none of
  expect(text.match(/\b0\d{1,2}-\d{3,4}-\d{4}\b/g)).toEqual(['035-210-4477'])
  expect(text.match(/\b\d{4} \d{4} \d{4} \d{4}\b/g)).toEqual(['9499 2750 8163 0425'])
})

test('the demo files hold the promised statuses, with a reason where changes are asked for', () => {
  const expected = { approved: 45, in_review: 6, changes_requested: 2, draft: 6, excluded: 1 }
  expect(countBy(metas.map((meta) => meta.status))).toEqual(expected)
  for (const meta of metas) expect(!!meta.reason).toBe(meta.status === 'changes_requested')
})

test('the demo files give every example one outcome, 60 % of them refusals, and one topic', () => {
  for (const meta of metas)
    for (const group of ['outcome/', 'topic/'])
      expect(meta.tags.filter((name) => name.startsWith(group))).toHaveLength(1)
  expect(countBy(metas.flatMap((meta) => meta.tags))).toEqual({
    'outcome/refusal': 36,
    'outcome/answer': 18,
    'outcome/clarification': 6,
    'edge case/ambiguous': 5,
    'edge case/meaningless input': 3,
    'edge case/prompt injection': 3,
    'edge case/very long input': 2,
    'quality/needs rewrite': 11,
    'topic/products': 22,
    'topic/orders': 8,
    'topic/returns': 7,
    'topic/repairs': 11,
    'topic/account': 6,
    'topic/anything else': 6,
  })
})

test('the demo files tag existing messages, outcomes only on the assistant', () => {
  const known = new Set(metas.flatMap((meta) => meta.tags))
  for (const [index, meta] of metas.entries())
    for (const { message: at, tag } of meta.messageTags ?? []) {
      expect(known).toContain(tag)
      expect(chats[index]?.messages[at]?.role).toBe(tag.startsWith('edge case/') ? 'user' : 'assistant')
    }
})

test('the demo files are half Korean, half English, a few mixed, 2 to 14 messages long', () => {
  const kind = (share: number) => (share > 0.5 ? 'korean' : share < 0.05 ? 'english' : 'mixed')
  const kinds = countBy(chats.map((chat) => kind(koreanShare(chat.messages))))
  expect(kinds).toEqual({ korean: 28, english: 28, mixed: 4 })
  const turns = chats.map((chat) => chat.messages.length).sort((a, b) => a - b)
  expect([turns[0], turns[30], turns.at(-1)]).toEqual([2, 5, 14])
})

test('the demo files share some source keys, and hold one pair of exact duplicates', () => {
  const keys = Object.values(countBy(metas.flatMap((meta) => meta.sourceKey ?? [])))
  expect(keys.filter((count) => count > 1).sort()).toEqual([2, 2, 2, 2, 2, 2, 3])
  const twins = lines.flatMap((line, at) => (countBy(lines)[line] === 2 ? metas[at]?.sourceKey : []))
  expect(twins).toEqual(['ticket-2080', 'ticket-2080'])
})

test('the demo files show fillers at weight 0, fillers that still train, and one very long paste', () => {
  const turns = chats.flatMap((chat) => chat.messages)
  const filler = /^(Sure, one moment|Okay, one second|네, 잠시만 기다려)/
  const fillers = turns.filter((m) => m.role === 'assistant' && filler.test(String(m.content)))
  expect(fillers.filter((m) => m.weight === 0).length).toBeGreaterThanOrEqual(3)
  expect(fillers.filter((m) => m.weight !== 0).length).toBeGreaterThanOrEqual(5)
  expect(Math.max(...turns.map((m) => m.content?.length ?? 0))).toBeGreaterThan(5800)
})

test('the demo files call tools in six examples or more, every call named and answered in order', () => {
  const callers = chats.filter((chat) => chat.messages.some((m) => m.tool_calls))
  expect(callers.length).toBeGreaterThanOrEqual(6)
  for (const chat of callers) {
    let open: string[] = []
    for (const m of chat.messages) {
      if (m.role === 'tool') expect(m.tool_call_id).toBe(open.shift())
      else expect(open).toEqual([])
      open = open.concat(m.tool_calls?.map((one) => one.id) ?? [])
      for (const one of m.tool_calls ?? [])
        expect(chat.tools?.map((tool) => tool.function.name)).toContain(one.function.name)
    }
  }
})

test('the demo files break no rule where they are approved', () => {
  for (const chat of approved) {
    expect(['messages', 'tools']).toEqual(expect.arrayContaining(Object.keys(chat)))
    for (const m of chat.messages) {
      for (const key of Object.keys(m)) expect(key).toMatch(allowedKeys[m.role] ?? /^$/)
      if (!m.tool_calls) expect(m.content).toBeTruthy()
      for (const one of m.tool_calls ?? []) object.parse(JSON.parse(one.function.arguments))
      expect(JSON.stringify(m.content)).not.toMatch(/<\|\w+\|>/)
    }
    expect(chat.messages.at(-1)?.role).toBe('assistant')
    expect(chat.messages.some((m) => m.role === 'assistant' && m.weight !== 0)).toBe(true)
  }
})
