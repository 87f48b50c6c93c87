import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

const read = (name: string) => readFileSync(`prisma/demo/${name}`, 'utf8')
const text = read('support.jsonl')
const metaText = read('support.meta.jsonl')

const call = z.object({
  id: z.string(),
  type: z.literal('function'),
  function: z.object({ name: z.string(), arguments: z.string() }),
})
const message = z.looseObject({
  role: z.string(),
  content: z.union([z.string(), z.null(), z.array(z.looseObject({ text: z.string().optional() }))]),
  weight: z.union([z.literal(0), z.literal(1)]).optional(),
  tool_calls: z.array(call).min(1).optional(),
  tool_call_id: z.string().optional(),
})
const conversation = z.looseObject({
  messages: z.array(message).min(1),
  tools: z.array(z.looseObject({ function: z.looseObject({ name: z.string() }) })).optional(),
})
const tag = z.enum([
  ...['outcome/answer', 'outcome/refusal', 'outcome/clarification', 'quality/needs rewrite'],
  ...['very long input', 'meaningless input', 'ambiguous', 'prompt injection'].map(
    (name) => `edge case/${name}`,
  ),
])
const about = z.strictObject({
  sourceKey: z.string().min(1).nullable(),
  status: z.enum(['draft', 'in_review', 'approved', 'changes_requested', 'excluded']),
  reason: z.string().optional(),
  tags: z.array(tag),
  messageTags: z.array(z.strictObject({ message: z.number().int().min(0), tag })).optional(),
})

const lines = text.trimEnd().split('\n')
const metas = metaText
  .trimEnd()
  .split('\n')
  .map((line) => about.parse(JSON.parse(line)))
const examples = lines.map((line, index) => ({
  line,
  meta: metas[index]!,
  chat: conversation.parse(JSON.parse(line)),
}))
const approved = examples.filter((example) => example.meta.status === 'approved')
const countBy = (values: string[]) =>
  values.reduce<Record<string, number>>((sum, value) => ({ ...sum, [value]: (sum[value] ?? 0) + 1 }), {})

/** Share of Hangul among the letters of what customer and bot say. */
function koreanShare(messages: z.infer<typeof message>[]): number {
  const said = messages
    .filter((m) => m.role === 'user' || m.role === 'assistant')
    .map((m) => JSON.stringify(m.content))
  const hangul = said.join('').match(/[가-힣ㄱ-ㅎ]/g)?.length ?? 0
  const latin = said.join('').match(/[A-Za-z]/g)?.length ?? 0
  return hangul / (hangul + latin)
}

const allowedKeys: Record<string, string[]> = {
  system: ['role', 'content'],
  user: ['role', 'content'],
  assistant: ['role', 'content', 'weight', 'tool_calls'],
  tool: ['role', 'content', 'tool_call_id'],
}

describe('the demo files', () => {
  test('are plain lines of UTF-8 without escapes, one meta line each', () => {
    expect(lines).toHaveLength(60)
    expect(metas).toHaveLength(60)
    for (const file of [text, metaText]) {
      expect(file.endsWith('}\n')).toBe(true)
      expect(file).not.toMatch(/\\u[0-9a-fA-F]{4}|\r|\uFEFF|\n\n/)
    }
  })

  test('name nobody, and only example.com', () => {
    expect(text.match(/@(?!example\.com)/g)).toBeNull()
    expect(text.match(/https?:\/\/(?!example\.com)/g)).toBeNull()
    expect(text.match(/\b0\d{1,2}-\d{3,4}-\d{4}\b/g)).toBeNull()
  })

  test('hold the promised statuses, with a reason where changes are asked for', () => {
    expect(countBy(metas.map((meta) => meta.status))).toEqual({
      ...{ approved: 45, in_review: 6, changes_requested: 2, draft: 6, excluded: 1 },
    })
    for (const meta of metas) expect(!!meta.reason).toBe(meta.status === 'changes_requested')
  })

  test('give every example one outcome, 60 % of them refusals', () => {
    for (const meta of metas) expect(meta.tags.filter((name) => name.startsWith('outcome/'))).toHaveLength(1)
    expect(countBy(metas.flatMap((meta) => meta.tags))).toEqual({
      ...{
        'outcome/refusal': 36,
        'outcome/answer': 18,
        'outcome/clarification': 6,
        'quality/needs rewrite': 11,
      },
      ...{ 'edge case/ambiguous': 5, 'edge case/prompt injection': 3 },
      ...{ 'edge case/meaningless input': 3, 'edge case/very long input': 2 },
    })
  })

  test('tag existing messages, outcomes only on the assistant', () => {
    const placed = examples.flatMap(({ chat, meta }) =>
      (meta.messageTags ?? []).map((entry) => ({ tag: entry.tag, role: chat.messages[entry.message]?.role })),
    )
    expect(placed.length).toBeGreaterThan(30)
    for (const entry of placed)
      expect(entry.role).toBe(entry.tag.startsWith('edge case/') ? 'user' : 'assistant')
  })

  test('are half Korean, half English, a few mixed, 2 to 14 messages long', () => {
    const kind = (share: number) => (share > 0.5 ? 'korean' : share < 0.05 ? 'english' : 'mixed')
    const kinds = countBy(examples.map(({ chat }) => kind(koreanShare(chat.messages))))
    expect(kinds).toEqual({ korean: 28, english: 28, mixed: 4 })
    const turns = examples.map(({ chat }) => chat.messages.length).sort((a, b) => a - b)
    expect([turns[0], turns[30], turns.at(-1)]).toEqual([2, 5, 14])
  })

  test('share some source keys, and hold one pair of exact duplicates', () => {
    const keys = Object.values(countBy(metas.flatMap((meta) => meta.sourceKey ?? [])))
    expect(keys.filter((count) => count > 1).sort()).toEqual([2, 2, 2, 2, 2, 2, 3])
    const twins = examples.filter(({ line }) => lines.filter((other) => other === line).length > 1)
    expect(twins).toHaveLength(2)
    expect(twins[0]!.meta.sourceKey).toBe(twins[1]!.meta.sourceKey)
  })

  test('show fillers at weight 0, fillers that still train, and one very long paste', () => {
    const said = examples.flatMap(({ chat }) => chat.messages).filter((m) => m.role === 'assistant')
    const fillers = said.filter((m) =>
      /^(Sure, one moment|Okay, one second|네, 잠시만 기다려)/.test(String(m.content)),
    )
    expect(fillers.filter((m) => m.weight === 0).length).toBeGreaterThanOrEqual(3)
    expect(fillers.filter((m) => m.weight !== 0).length).toBeGreaterThanOrEqual(5)
    expect(
      Math.max(...examples.flatMap(({ chat }) => chat.messages.map((m) => m.content?.length ?? 0))),
    ).toBeGreaterThan(5800)
  })

  test('call tools in at least six examples, each call named, answered once and in order', () => {
    const callers = examples.filter(({ chat }) => chat.messages.some((m) => m.tool_calls))
    expect(callers.length).toBeGreaterThanOrEqual(6)
    for (const { chat } of callers) {
      const names = chat.tools?.map((tool) => tool.function.name)
      const calls = chat.messages.flatMap((m) => m.tool_calls ?? [])
      const answers = chat.messages.flatMap((m) => m.tool_call_id ?? [])
      expect(answers).toEqual(calls.map((one) => one.id))
      for (const one of calls) expect(names).toContain(one.function.name)
    }
  })

  test.each(approved.map(({ chat, line }) => [line.slice(0, 60), chat] as const))(
    'approved keeps every rule: %s',
    (_, chat) => {
      expect(['messages', 'tools']).toEqual(expect.arrayContaining(Object.keys(chat)))
      for (const m of chat.messages) {
        expect(allowedKeys[m.role]).toEqual(expect.arrayContaining(Object.keys(m)))
        if (!m.tool_calls) expect(m.content).toBeTruthy()
        for (const one of m.tool_calls ?? []) expect(JSON.parse(one.function.arguments)).toBeTypeOf('object')
        expect(JSON.stringify(m.content)).not.toMatch(/<\|\w+\|>/)
      }
      expect(chat.messages.at(-1)?.role).toBe('assistant')
      expect(chat.messages.some((m) => m.role === 'assistant' && m.weight !== 0)).toBe(true)
    },
  )
})
