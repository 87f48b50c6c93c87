import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { conversationOf } from '@/lib/conversations/kind'
import type { Json } from '@/lib/conversations/schema'
import { planFile } from '@/lib/formats/plan'
import { readRecord } from '@/lib/formats/read-record'
import { preferenceLine } from '@/lib/testing/preference-lines'
import { linesOut } from './lines-out'
import { recipe } from './schema'
import { trainFacts } from './train-facts'
import {
  type ExportFormat,
  exportFormats,
  formatOf,
  formats,
  type WeightChoice,
  weightChoices,
} from './words'

const s = (content: string) => ({ role: 'system', content })
const u = (content: string) => ({ role: 'user', content })
const a = (content: string, more = {}) => ({ role: 'assistant', content, ...more })
const line = (...messages: object[]) => JSON.stringify({ messages })

const written = (format: ExportFormat, lines: string[], choice: WeightChoice | null = null) =>
  lines.flatMap((text, index) =>
    [
      ...linesOut(
        { number: index + 1, problems: '', text: Buffer.from(text) },
        recipe.parse({ format }),
        choice,
      ),
    ].map(({ bytes }) => bytes.toString()),
  )

const fileOf = (format: ExportFormat, lines: string[]) =>
  `${formatOf(format).head ?? ''}${lines.map((one) => `${one}\n`).join('')}`

/** What an import makes of a file of these lines, its format told by its beginning. */
async function readBack(format: ExportFormat, lines: string[]): Promise<Json[]> {
  const bytes = Buffer.from(fileOf(format, lines))
  const sample = { bytes, whole: true, gzip: false, packed: bytes.length }
  const name = `train.${formatOf(format).extension}`
  const { plan, records } = await planFile(sample, name, { format: 'auto', options: {} })
  return records
    .flatMap((record) => readRecord(record, plan))
    .map((result) => (result.ok ? (JSON.parse(result.text) as Json) : result))
}

const call = (id: string, args: string) => ({
  id,
  type: 'function',
  function: { name: 'weather', arguments: args },
})
const tools = [
  { type: 'function', function: { name: 'weather', description: '날씨', parameters: { type: 'object' } } },
]
const plain = line(s('짧게, 답하세요.'), u('안녕?\n"둘째 줄", 끝'), a('네, 안녕하세요.'))
const mixed = line(u('One'), a('1', { weight: 0 }), u('Two'), a('2'))
const calling = (ids: [string, string]) => ({
  messages: [
    u('Seoul and Busan?'),
    {
      role: 'assistant',
      content: null,
      tool_calls: [call(ids[0], '{"city":"Seoul"}'), call(ids[1], '{"city":"Busan"}')],
    },
    { role: 'tool', tool_call_id: ids[0], content: '21' },
    { role: 'tool', tool_call_id: ids[1], content: '24' },
    a('21 and 24.'),
  ],
  tools,
})
const called = calling(['a1', 'b2'])
const calledLine = JSON.stringify(called)

describe('export, then import', () => {
  test.each<ExportFormat>(['openai-chat', 'azure', 'together', 'fireworks'])(
    '%s: the same bytes, whatever is in them',
    async (format) => {
      const lines = [plain.replace('{"messages":', '{ "messages" : '), mixed, calledLine]
      expect(written(format, lines)).toEqual(lines)
      expect(await readBack(format, lines)).toEqual(lines.map((one) => JSON.parse(one)))
    },
  )

  test.each<ExportFormat>(['trl-messages', 'axolotl', 'sharegpt', 'llama-factory', 'alpaca', 'csv'])(
    '%s: a question and its answer',
    async (format) => {
      expect(await readBack(format, written(format, [plain]))).toMatchObject([JSON.parse(plain)])
    },
  )

  test.each<ExportFormat>(['axolotl', 'llama-factory-v1'])(
    '%s: which turns are learned, and nothing else',
    async (format) => {
      const lines = [plain, mixed]
      expect(await readBack(format, written(format, lines))).toEqual(lines.map((one) => JSON.parse(one)))
    },
  )

  test.each<ExportFormat>(['trl-messages', 'axolotl'])(
    '%s: calls of tools, and their ids',
    async (format) => {
      expect(await readBack(format, written(format, [calledLine]))).toEqual([called])
    },
  )

  test.each<ExportFormat>(['sharegpt', 'llama-factory', 'llama-factory-v1'])(
    '%s: calls of tools, with other ids',
    async (format) => {
      expect(await readBack(format, written(format, [calledLine]))).toEqual([calling(['call_1', 'call_2'])])
    },
  )

  test('trl-prompt-completion: the last answer is learned, those before are not', async () => {
    const format = 'trl-prompt-completion'
    expect(await readBack(format, written(format, [mixed]))).toEqual([JSON.parse(mixed)])
    expect(await readBack(format, written(format, [calledLine]))).toEqual([
      { ...called, messages: called.messages.map((m, i) => (i === 1 ? { ...m, weight: 0 } : m)) },
    ])
  })

  test('mistral: weights, and calls with ids of nine letters and digits', async () => {
    const lines = written('mistral', [plain, mixed, calledLine])
    const [ids] = [['c00000001', 'c00000002']] as [[string, string]]
    const back = calling(ids)
    const [, call] = back.messages
    const { content: _, ...bare } = call as { content: null }
    const expected = { ...back, messages: back.messages.map((one) => (one === call ? bare : one)) }
    expect(await readBack('mistral', lines)).toEqual([JSON.parse(plain), JSON.parse(mixed), expected])
    // an id that fits stays, and no new one takes it
    const own = JSON.stringify(calling(['c00000001', 'b2']))
    expect(written('mistral', [own])[0]).toContain('"tool_call_id":"c00000002"')
  })

  test('gemini: words, calls of tools and what they returned', async () => {
    const lines = written('gemini', [plain, calledLine])
    expect(await readBack('gemini', lines)).toEqual([JSON.parse(plain), calling(['call_1', 'call_2'])])
  })

  test('bedrock-nova: words, and images by their address', async () => {
    const parts = [
      { type: 'text', text: 'What is it?' },
      { type: 'image_url', image_url: { url: 's3://bucket/a.png' } },
    ]
    const seen = line({ role: 'user', content: parts }, a('A bird.'))
    const lines = written('bedrock-nova', [plain, seen])
    expect(await readBack('bedrock-nova', lines)).toEqual([JSON.parse(plain), JSON.parse(seen)])
    expect(JSON.parse(lines[1]!).messages[0].content[1]).toEqual({
      image: { format: 'png', source: { s3Location: { uri: 's3://bucket/a.png' } } },
    })
  })

  test('alpaca: earlier questions with their answers', async () => {
    const long = line(s('S'), u('One'), a('1'), u('Two'), a('2'), u('Three'), a('3'))
    expect(await readBack('alpaca', written('alpaca', [long]))).toEqual([JSON.parse(long)])
  })

  test('preference pairs', async () => {
    const pairs = [1, 2].map((n) => preferenceLine(`질문 ${n}`, '네', '아니요'))
    expect(written('openai-preference', pairs)).toEqual(pairs)
    const back = await readBack('trl-preference', written('trl-preference', pairs))
    expect(back).toEqual(
      pairs.map((one) => {
        const { input, preferred_output, non_preferred_output } = JSON.parse(one)
        return { input: { messages: input.messages }, preferred_output, non_preferred_output }
      }),
    )
  })
})

describe('what a trainer without weights gets', () => {
  const long = line(
    u('1'),
    a('one'),
    u('2'),
    a('two', { weight: 0 }),
    u('3'),
    a('three'),
    u('4'),
    a('four', { weight: 0 }),
  )
  const ends = (lines: string[]) =>
    lines.map(
      (one) => (JSON.parse(one) as { conversations: { value: string }[] }).conversations.at(-1)!.value,
    )

  test('one line for each trained turn, each with all that was said before', () => {
    expect(ends(written('sharegpt', [long], 'one-per-turn'))).toEqual(['one', 'three'])
    const [, second] = written('trl-prompt-completion', [long], 'one-per-turn')
    expect(JSON.parse(second!)).toEqual({
      prompt: [u('1'), a('one'), u('2'), a('two'), u('3')],
      completion: [a('three')],
    })
  })

  test('an end after the last trained turn', () => {
    expect(ends(written('sharegpt', [long], 'end-after-last'))).toEqual(['three'])
  })

  test('each line says which turn it is for', () => {
    const row = { number: 7, problems: '', text: Buffer.from(long) }
    const turns = [...linesOut(row, recipe.parse({ format: 'sharegpt' }), 'one-per-turn')]
    expect(turns.map(({ message }) => message)).toEqual([1, 5])
  })
})

describe('a format says what it has no place for', () => {
  const whatOf = (format: ExportFormat, text: string) =>
    (formatOf(format).notCarried?.(conversationOf(text)) ?? []).map(
      ({ what, messageIndex }) => `${what} ${messageIndex}`,
    )
  const image = { type: 'image_url', image_url: { url: 'https://example.test/a.png' } }

  test.each<[ExportFormat, string, string[]]>([
    ['alpaca', calledLine, ['tools null', 'calls 1', 'calls 2', 'calls 3']],
    ['csv', mixed, ['pair null']],
    ['csv', line(u('a'), a('b')), []],
    ['llama-factory', line(u('a'), u('b'), a('c')), ['turns 1']],
    ['llama-factory', line(s('x'), a('b')), ['turns 1']],
    ['llama-factory', calledLine, []],
    ['sharegpt', line({ role: 'user', content: [image, { type: 'text', text: 'a' }] }, a('b')), ['images 0']],
    ['trl-messages', line({ ...u('a'), name: 'Kim' }, a('b')), ['names 0']],
    ['sharegpt', line(u('a'), a('Let me see.', { tool_calls: [call('x', '{}')] })), ['callText 1']],
    [
      'axolotl',
      line(u('a'), { role: 'assistant', function_call: { name: 'f', arguments: '{}' } }),
      ['functions 1'],
    ],
    ['gemini', line(s('x'), u('a'), s('y'), a('b')), ['systems 2']],
    ['openai-chat', calledLine, []],
  ])('%s', (format, text, expected) => {
    expect(whatOf(format, text)).toEqual(expected)
  })
})

describe('a table for a spreadsheet', () => {
  test('has a row for each turn, and no cell that is a formula', () => {
    const bad = ['=1+1', '+1', '-1', '@a', '\tx', '\rx', '\0x'].map((text) => u(text))
    const rows = written('csv-spreadsheet', [line(...bad, a('a "b"', { weight: 0 }))])
    expect(rows).toEqual([
      "1,1,user,'=1+1,,",
      "1,2,user,'+1,,",
      "1,3,user,'-1,,",
      "1,4,user,'@a,,",
      "1,5,user,'\tx,,",
      '1,6,user,"\'\rx",,',
      "1,7,user,'\0x,,",
      '1,8,assistant,"a ""b""",,0',
    ])
    expect(formatOf('csv-spreadsheet').snippet).toBeNull()
  })

  test('the one for training has every cell as it is', () => {
    expect(written('csv', [line(u('=1+1'), a('-2'))])).toEqual([',=1+1,-2'])
  })
})

test('snippets name the files that are there, and no test file where there is none', () => {
  for (const { name, snippet, extra, extension } of formats) {
    if (!snippet) continue
    const both = snippet(trainFacts(name, true, null)).text
    const alone = snippet(trainFacts(name, false, null)).text
    const besides = Object.values(extra ?? {}).map((text) => text(trainFacts(name, false, null)))
    expect([both, ...besides].join()).toContain(`train.${extension}`)
    expect(alone).not.toContain(`test.${extension}`)
    for (const text of besides) expect(text).not.toContain(`test.${extension}`)
  }
})

test('LLaMA-Factory is told to learn from the last answer only where each turn is a line', () => {
  const textOf = (choice: WeightChoice | null) =>
    formatOf('llama-factory').snippet!(trainFacts('llama-factory', true, choice)).text
  expect(textOf('one-per-turn')).toContain('mask_history: true')
  expect(textOf('end-after-last')).toContain('mask_history: false')
  expect(textOf(null)).toContain('mask_history: false')
})

test('the guide has a row for each format and each choice', () => {
  const guide = readFileSync('docs/export.md', 'utf8')
  for (const name of [...exportFormats, ...weightChoices])
    expect(guide).toMatch(new RegExp(`^\\| \`${name}\` `, 'm'))
})

test('docs/snippets.md shows what stands beside the files of each format, and docs/export.md leads there', () => {
  const [snippets, guide] = ['docs/snippets.md', 'docs/export.md'].map((file) => readFileSync(file, 'utf8'))
  for (const { name, snippet, weights } of formats) {
    if (!snippet) continue
    const choice = weights && 'lastOnly' in weights ? 'one-per-turn' : null
    const { language, text } = snippet(trainFacts(name, true, choice))
    expect(snippets, name).toContain(`\`\`\`${language === 'shell' ? 'sh' : language}\n${text}\`\`\``)
    expect(guide, name).toContain(`(snippets.md#${name})`)
  }
})
