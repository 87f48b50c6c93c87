import { describe, expect, it } from 'vitest'
import type { Json } from '@/lib/conversations/schema'
import { readRecord } from './read-record'
import type { FormatName, Mapping, Plan } from './schema'

const plan = (format: FormatName, more: Partial<Plan> = {}): Plan => ({
  gzip: false,
  encoding: 'utf-8',
  container: 'jsonl',
  format,
  chosen: false,
  table: null,
  mapping: null,
  roles: [],
  ...more,
})
const record = (value: Json) => ({ line: 1, bytes: Buffer.from(JSON.stringify(value)) })
const read = (format: FormatName, value: Json, more: Partial<Plan> = {}) =>
  readRecord(record(value), plan(format, more)).map((result) =>
    result.ok ? (JSON.parse(result.text) as Json) : { code: result.code, ...result.params },
  )
const u = (content: string) => ({ role: 'user', content })
const a = (content: string, more = {}) => ({ role: 'assistant', content, ...more })
const s = (content: string) => ({ role: 'system', content })

describe('formats become chat lines', () => {
  it.each<[string, FormatName, Json, Json]>([
    [
      'ShareGPT with a system column and an id',
      'sharegpt',
      {
        id: 'x1',
        system: 'Be brief.',
        conversations: [
          { from: 'human', value: 'Hi' },
          { from: 'gpt', value: '' },
        ],
      },
      { messages: [s('Be brief.'), u('Hi'), a('')], metadata: { id: 'x1' } },
    ],
    [
      'a first system turn goes before the column',
      'sharegpt',
      {
        system: 'column',
        conversations: [
          { from: 'system', value: 'turn' },
          { from: 'user', value: 'Hi' },
        ],
      },
      { messages: [s('turn'), u('Hi')], metadata: { system: 'column' } },
    ],
    [
      'role and content inside conversations, and marks',
      'sharegpt',
      {
        conversations: [
          { role: 'user', content: 'Hi' },
          { role: 'assistant', content: 'a', train: false },
          { role: 'assistant', content: 'b', train: true },
          { role: 'assistant', content: 'c', loss_weight: 0 },
          { role: 'assistant', content: 'd', loss_weight: 0.5 },
          { role: 'assistant', content: 'e', masked: true, weight: 1 },
        ],
      },
      {
        messages: [
          u('Hi'),
          a('a', { weight: 0 }),
          a('b'),
          a('c', { weight: 0 }),
          a('d', { loss_weight: 0.5 }),
          a('e', { weight: 1 }),
        ],
      },
    ],
    [
      'calls and observations, two in a row',
      'sharegpt',
      {
        conversations: [
          { from: 'human', value: 'Weather?' },
          { from: 'function_call', value: '{"name":"w","arguments":{"c":"서울"}}' },
          { from: 'function_call', value: '{"name":"t","arguments":"{}"}' },
          { from: 'observation', value: '{"t":21}' },
          { from: 'observation', value: 'noon' },
          { from: 'gpt', value: '21' },
        ],
        tools: '[{"name":"w"}]',
      },
      {
        messages: [
          u('Weather?'),
          {
            role: 'assistant',
            content: null,
            tool_calls: [
              { id: 'call_1', type: 'function', function: { name: 'w', arguments: '{"c":"서울"}' } },
              { id: 'call_2', type: 'function', function: { name: 't', arguments: '{}' } },
            ],
          },
          { role: 'tool', tool_call_id: 'call_1', content: '{"t":21}' },
          { role: 'tool', tool_call_id: 'call_2', content: 'noon' },
          a('21'),
        ],
        tools: [{ type: 'function', function: { name: 'w' } }],
      },
    ],
    [
      'parts of LLaMA-Factory',
      'sharegpt',
      {
        messages: [
          { role: 'user', content: [{ type: 'text', value: 'hi' }], loss_weight: 0 },
          { role: 'assistant', content: [{ type: 'text', value: 'Hello' }], loss_weight: 1 },
        ],
      },
      {
        messages: [u('hi'), a('Hello')],
      },
    ],
    [
      'calls and tools as JSON in a text',
      'sharegpt',
      {
        messages: [
          u('Hi'),
          {
            role: 'assistant',
            train: false,
            tool_calls: '[{"id":"a","function":{"name":"w","arguments":{"c":1}}}]',
          },
          { role: 'tool', tool_call_id: 'a', name: 'w', content: '21' },
          a('21', { train: true }),
        ],
        tools: '[{"type":"function","function":{"name":"w"}}]',
      },
      {
        messages: [
          u('Hi'),
          {
            role: 'assistant',
            content: null,
            tool_calls: [{ id: 'a', type: 'function', function: { name: 'w', arguments: '{"c":1}' } }],
            weight: 0,
          },
          { role: 'tool', content: '21', tool_call_id: 'a' },
          a('21'),
        ],
        tools: [{ type: 'function', function: { name: 'w' } }],
      },
    ],
    [
      'a line of Axolotl among lines of OpenAI',
      'openai-chat',
      { messages: [u('Hi'), a('a', { train: false }), u('?'), a('b')] },
      { messages: [u('Hi'), a('a', { weight: 0 }), u('?'), a('b')] },
    ],
    [
      'Alpaca with all its columns',
      'alpaca',
      { instruction: 'Sum', input: '1 2', output: '3', system: 'Be exact.', history: [['hi', 'hello']] },
      { messages: [s('Be exact.'), u('hi'), a('hello'), u('Sum\n1 2'), a('3')] },
    ],
    [
      'Alpaca by other names',
      'alpaca',
      { instruction: 'Say', response: 'x' },
      { messages: [u('Say'), a('x')] },
    ],
    [
      'prompt and completion',
      'prompt-completion',
      { prompt: 'Q', completion: ' A', id: 12 },
      { messages: [u('Q'), a(' A')], metadata: { id: 12 } },
    ],
    [
      'lists of messages: what stands in the prompt is context',
      'prompt-completion',
      { prompt: [u('1'), a('2'), u('3')], completion: [a('4')] },
      { messages: [u('1'), a('2', { weight: 0 }), u('3'), a('4')] },
    ],
    [
      'an answer that people disliked is not learned from',
      'prompt-completion',
      { prompt: 'Q', completion: 'A', label: false },
      { messages: [u('Q'), a('A', { weight: 0 })], metadata: { label: false } },
    ],
    ['questions only', 'prompts', { turns: ['1', '2'] }, { messages: [u('1'), u('2')] }],
    [
      'questions with functions',
      'function-questions',
      { id: 'a', question: [[s('x'), u('y')]], function: [{ name: 'f' }] },
      {
        messages: [s('x'), u('y')],
        tools: [{ type: 'function', function: { name: 'f' } }],
        metadata: { id: 'a' },
      },
    ],
    [
      'pairs of speaker and text, alone and in a field',
      'speaker-pairs',
      {
        n: 1,
        original: [
          ['agent', 'Hi'],
          ['customer', 'Yes'],
        ],
      },
      { messages: [a('Hi'), u('Yes')], metadata: { n: 1 } },
    ],
    [
      'pairs of speaker and text in a list',
      'speaker-pairs',
      [
        ['user', 'Hi'],
        ['bot', 'Yes'],
      ],
      { messages: [u('Hi'), a('Yes')] },
    ],
    ['texts in turn', 'turn-list', ['1', '2', '3'], { messages: [u('1'), a('2'), u('3')] }],
  ])('%s', (_, format, value, expected) => {
    expect(read(format, value)).toEqual([expected])
  })

  it('an instruction with several instances is several examples', () => {
    const value = {
      instruction: 'Say',
      name: 'n',
      instances: [
        { input: 'a', output: '1' },
        { input: '', output: '2' },
      ],
    }
    expect(read('alpaca', value)).toEqual([
      { messages: [u('Say\na'), a('1')], metadata: { name: 'n' } },
      { messages: [u('Say'), a('2')], metadata: { name: 'n' } },
    ])
  })

  it('what an instance says beside its answer is kept with it', () => {
    const instances = [{ input: 'a', output: '1', constraints: 'one word' }]
    expect(read('alpaca', { instruction: 'Say', name: 'n', instances })).toEqual([
      { messages: [u('Say\na'), a('1')], metadata: { name: 'n', constraints: 'one word' } },
    ])
  })

  it('a history or system prompt that is written in another way is kept beside', () => {
    const record = { instruction: 'Say', output: '1', history: [{ user: 'x' }], system: ['be brief'] }
    expect(read('alpaca', record)).toEqual([
      { messages: [u('Say'), a('1')], metadata: { history: [{ user: 'x' }], system: ['be brief'] } },
    ])
  })

  it('a prompt that is not the one both answers begin with is kept beside', () => {
    const pair = { chosen: [u('Q'), a('good')], rejected: [u('Q'), a('bad')] }
    const line = {
      input: { messages: [u('Q')] },
      preferred_output: [a('good')],
      non_preferred_output: [a('bad')],
    }
    expect(read('preference-pairs', { prompt: 'Q', ...pair })).toEqual([line])
    expect(read('preference-pairs', { prompt: 'Another', ...pair })).toEqual([
      { ...line, metadata: { prompt: 'Another' } },
    ])
  })

  it('a number of a million digits is read at once', () => {
    const text = `{"prompt":"Q","completion":"A","n":[${'1'.repeat(1_000_000)}.5]}`
    expect(readRecord({ line: 1, bytes: Buffer.from(text) }, plan('prompt-completion'))).toHaveLength(1)
  })

  it('long ids are kept whole', () => {
    const bytes = Buffer.from(
      '{"id":12345678901234567890,"x":"\\"123456789012345678","prompt":"Q","completion":"A"}',
    )
    const [result] = readRecord({ line: 1, bytes }, plan('prompt-completion'))
    expect(result).toMatchObject({ ok: true })
    const { metadata } = JSON.parse(result!.ok ? result!.text : '{}')
    expect(metadata).toEqual({ id: '12345678901234567890', x: '"123456789012345678' })
  })
})

describe('preference pairs become preference lines', () => {
  const pair = (messages: Json, more = {}) => ({
    input: { messages },
    preferred_output: [a('good')],
    non_preferred_output: [a('bad')],
    ...more,
  })
  const dialogue = (last: string) => `\n\nHuman: Hi\n\nAssistant: Yes?\n\nHuman: Say\n\nAssistant: ${last}`
  it.each<[string, Json, Json]>([
    ['texts', { prompt: 'Q', chosen: 'good', rejected: 'bad', n: 1 }, pair([u('Q')], { metadata: { n: 1 } })],
    [
      'messages',
      { prompt: [s('x'), u('Q')], chosen: [a('good')], rejected: [a('bad')] },
      pair([s('x'), u('Q')]),
    ],
    ['the prompt in both', { chosen: [u('Q'), a('good')], rejected: [u('Q'), a('bad')] }, pair([u('Q')])],
    [
      'the prompt beside them and in both',
      { prompt: 'Q', chosen: [u('Q'), a('good')], rejected: [u('Q'), a('bad')] },
      pair([u('Q')]),
    ],
    [
      'hh-rlhf',
      { chosen: dialogue('good'), rejected: dialogue('bad') },
      pair([u('Hi'), a('Yes?'), u('Say')]),
    ],
    [
      'ShareGPT',
      {
        conversations: [{ from: 'human', value: 'Q' }],
        chosen: { from: 'gpt', value: 'good' },
        rejected: { from: 'gpt', value: 'bad' },
      },
      pair([u('Q')]),
    ],
    ['Alpaca', { instruction: 'Q', input: '', chosen: 'good', rejected: 'bad' }, pair([u('Q')])],
  ])('%s', (_, value, expected) => {
    expect(read('preference-pairs', value)).toEqual([expected])
  })

  it('dialogues that part too early are refused', () => {
    const value = { chosen: [u('Q'), a('x')], rejected: [u('other'), a('y')] }
    expect(read('preference-pairs', value)).toEqual([{ code: 'no-shared-prompt' }])
  })
})

describe('chat lines keep their text', () => {
  it('but for a weight where a mark says so', () => {
    const text =
      '{ "messages":[{"role":"user","content":"\\u00e9"},{"role":"assistant","content":"a","metadata":{"masked":true}}] }'
    const [result] = readRecord({ line: 1, bytes: Buffer.from(text) }, plan('openai-chat'))
    expect(result).toMatchObject({
      ok: true,
      text: text.replace('{"masked":true}}', '{"masked":true},"weight":0}'),
    })
  })

  it('and stand on one line', () => {
    const text =
      '{\n  "messages": [\n    {"role": "user",  "content": "a\\n\\"  b"}\r\n  ],\n  "name": 1.0\n}'
    const [result] = readRecord(
      { line: 1, bytes: Buffer.from(text) },
      plan('openai-chat', { container: 'json' }),
    )
    expect(result).toMatchObject({
      ok: true,
      text: '{"messages": [{"role": "user",  "content": "a\\n\\"  b"}],"name": 1.0}',
    })
  })

  it('reinforcement data is refused, unless it was chosen to be read as chat', () => {
    const line = { messages: [{ role: 'developer', content: 'x' }, u('y')], reference_answer: 'z' }
    expect(read('reinforcement', line)).toEqual([{ code: 'reinforcement', keys: 'reference_answer' }])
    expect(read('openai-chat', line)).toEqual([{ code: 'reinforcement', keys: 'reference_answer' }])
    expect(read('openai-chat', line, { chosen: true })).toEqual([line])
    const chat = { ...line, messages: [...line.messages, a('ok')] }
    expect(read('openai-chat', chat)).toEqual([chat])
    const unfinished = { id: 7, messages: [u('y')] }
    expect(read('openai-chat', unfinished)).toEqual([unfinished])
  })
})

describe('rows of tables', () => {
  const row = (value: Json, mapping: Mapping, roles: Plan['roles'] = []) =>
    readRecord({ line: 2, value, excerpt: '' }, plan(`table-${mapping.mode}`, { mapping, roles })).map(
      (result) => (result.ok ? (JSON.parse(result.text) as Json) : { code: result.code, ...result.params }),
    )
  const pair: Mapping = { mode: 'pair', user: 'Q', assistant: 'A' }
  const grouped: Mapping = { mode: 'grouped', conversation: 'id', speaker: 'who', text: 'says' }

  it('a question and its answer, the rest kept beside them', () => {
    expect(row({ Q: '1', A: '2', label: '0' }, pair)).toEqual([
      { messages: [u('1'), a('2')], metadata: { label: '0' } },
    ])
    expect(row({ Q: '1', A: '' }, pair)).toEqual([{ messages: [u('1')] }])
    expect(row({ Q: '', A: '', label: '1' }, pair)).toEqual([{ code: 'empty-row' }])
  })

  it('turns by row, with roles that were chosen', () => {
    const rows = {
      rows: [
        { id: '7', who: 'Ann', says: 'Hi', n: '1' },
        { id: '7', who: 'Note', says: '-', n: '2' },
        { id: '7', who: 'bot', says: 'Yes', n: '3' },
      ],
    }
    const roles: Plan['roles'] = [
      { speaker: 'Ann', role: 'user' },
      { speaker: 'Note', role: 'leave-out' },
    ]
    expect(row(rows, grouped, roles)).toEqual([
      { messages: [u('Hi'), a('Yes')], metadata: { id: '7', n: ['1', '2', '3'] } },
    ])
    expect(row(rows, grouped)).toEqual([
      { code: 'unknown-speaker', message: 1, speaker: 'Ann', isMissing: 'false' },
    ])
  })
})

describe('records of another format', () => {
  it.each<[FormatName, Json, string]>([
    ['sharegpt', { x: 1 }, 'conversations'],
    ['alpaca', { instruction: 'x' }, 'output'],
    ['prompt-completion', { prompt: 'x' }, 'completion'],
    ['preference-pairs', { chosen: 'x' }, 'chosen'],
    ['prompts', {}, 'turns'],
  ])('%s names what is missing', (format, value, missing) => {
    expect(read(format, value)).toEqual([{ code: 'other-format', format, missing }])
  })

  it('a broken call of a tool is refused, with its place', () => {
    const value = { conversations: [{ from: 'function_call', value: "{'name': 'x'}" }] }
    expect(read('sharegpt', value)).toEqual([{ code: 'bad-tool-call', message: 1 }])
  })

  it('a call keeps its own id and what else it says; new ids pass by those that are taken', () => {
    const call = (from: string, value: Json) => ({ from, value: JSON.stringify(value) })
    const conversations = [
      call('function_call', { id: 'call_1', name: 'a', arguments: {}, reason: 'x' }),
      call('function_call', {
        type: 'function',
        index: 0,
        function: { name: 'b', parameters: '{}', strict: true },
      }),
      call('observation', 1),
      { from: 'observation', value: '2', tool_call_id: 'call_3' },
      call('function_call', { name: 'c' }),
    ]
    const made = (id: string, fn: Json, more = {}) => ({ id, type: 'function', function: fn, ...more })
    expect(read('sharegpt', { conversations })).toMatchObject([
      {
        messages: [
          {
            tool_calls: [
              made('call_1', { name: 'a', arguments: '{}' }, { reason: 'x' }),
              made('call_2', { name: 'b', arguments: '{}', strict: true }, { index: 0 }),
            ],
          },
          { tool_call_id: 'call_1' },
          { tool_call_id: 'call_3' },
          { tool_calls: [made('call_4', { name: 'c', arguments: '{}' })] },
        ],
      },
    ])
  })

  it('a list of data files is refused', () => {
    expect(read('registry', { a: { file_name: 'a.json' } })).toEqual([{ code: 'registry' }])
  })
})
