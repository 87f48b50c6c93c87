import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { conversationOf } from './kind'
import { findProblems } from './problems'
import { type TargetName, targetNames, targetOf, targets } from './targets'
import { targetCodes } from './targets/codes'

const u = (content: unknown = 'Hi', more = {}) => ({ role: 'user', content, ...more })
const a = (content: unknown = 'Hello', more = {}) => ({ role: 'assistant', content, ...more })
const s = (content = 'Be brief.') => ({ role: 'system', content })
const call = (id: string, more = {}) => ({
  role: 'assistant',
  tool_calls: [{ id, type: 'function', function: { name: 'f', arguments: '{}' } }],
  ...more,
})
const answer = (id: string) => ({ role: 'tool', tool_call_id: id, content: '1' })
const tool = { type: 'function', function: { name: 'f', description: 'd', parameters: { type: 'object' } } }
const image = (url: string) => ({ type: 'image_url', image_url: { url } })
const text = (value: string) => ({ type: 'text', text: value })
const inline = 'data:image/png;base64,AAAA'

const found = (target: TargetName, line: object) => {
  const source = JSON.stringify(line)
  return findProblems(conversationOf(source), source, { target: targetOf(target) }).map(
    ({ code, severity, messageIndex }) =>
      `${severity} ${code} ${messageIndex === null ? 'line' : messageIndex + 1}`,
  )
}
const of = (...messages: object[]) => ({ messages })

const pair = { input: of(u()), preferred_output: [a('Pear.')], non_preferred_output: [a('Carrot.')] }

/** One row a rule: what breaks it, and what is found where. The source of each stands in the profile's `prevents`. */
const rules: [TargetName, string, object, string][] = [
  ['openai', 'unknown-key', { ...of(u(), a()), weight: 1 }, 'error unknown-key line'],
  ['openai', 'special-token', of(u('<|fim_suffix|>'), a()), 'error special-token 1'],
  ['openai', 'assistant-twice', of(u(), a(), a()), 'warning assistant-twice 3'],
  ['openai', 'last-not-assistant', of(u(), a(), u()), 'error last-not-assistant 3'],
  ['openai', 'weight-spelling', of(u(), a('x', { weight: 2 })), 'error weight-value 2'],
  ['azure', 'assistant-twice', of(u(), a(), a()), 'error assistant-twice 3'],
  ['together', 'target-key', { ...of(u(), a()), tools: [] }, 'error target-key line'],
  ['together', 'target-role', of(u(), call('x'), answer('x'), a()), 'error target-role 3'],
  ['together', 'role-twice', of(u(), u(), a()), 'error role-twice 2'],
  ['together', 'first-turn', of(a(), u(), a()), 'error first-turn 1'],
  ['together', 'content-styles', of(u([text('a'), image(inline)]), a()), 'error content-styles 2'],
  [
    'together',
    'image-inline',
    of(u([text('a'), image('https://example.test/a.png')]), a([text('b')])),
    'error image-inline 1',
  ],
  ['fireworks', 'system-place', of(u(), s(), a()), 'error system-place 2'],
  ['fireworks', 'target-key', { ...of(u(), a()), weight: 'high' }, 'error target-key line'],
  [
    'mistral',
    'target-role',
    of({ role: 'function', name: 'f', content: '' }, u(), a()),
    'error target-role 1',
  ],
  ['mistral', 'target-key', pair, 'error target-key line'],
  ['mistral', 'system-place', of(s(), u(), s(), a()), 'error system-place 3'],
  [
    'mistral',
    'call-id',
    { ...of(u(), call('call_1'), answer('call_1'), a()), tools: [tool] },
    'error call-id 2',
  ],
  [
    'mistral',
    'call-with-text',
    { ...of(u(), call('abcdefghi', { content: 'See' })), tools: [tool] },
    'error call-with-text 2',
  ],
  [
    'mistral',
    'tool-then-assistant',
    { ...of(u(), call('abcdefghi'), answer('abcdefghi'), u(), a()), tools: [tool] },
    'error tool-then-assistant 4',
  ],
  [
    'mistral',
    'tool-description',
    { ...of(u(), a()), tools: [{ type: 'function', function: { name: 'f' } }] },
    'error tool-description line',
  ],
  ['mistral', 'tool-not-declared', of(u(), call('abcdefghi')), 'error tool-not-declared 2'],
  [
    'mistral',
    'only-last-trained',
    { ...of(u(), a(), u(), a()), tools: [tool] },
    'warning only-last-trained line',
  ],
  ['mistral', 'last-not-assistant', of(u(), a(), u()), 'error last-not-assistant 3'],
  ['bedrock-nova', 'target-key', { ...of(u(), a()), tools: [tool] }, 'error target-key line'],
  ['bedrock-nova', 'target-key', pair, 'error target-key line'],
  ['bedrock-nova', 'target-role', of(u(), call('x'), answer('x'), a()), 'error target-role 3'],
  ['bedrock-nova', 'first-turn', of(s(), a(), u(), a()), 'error first-turn 2'],
  ['bedrock-nova', 'role-twice', of(u(), u(), a()), 'error role-twice 2'],
  ['bedrock-nova', 'system-place', of(u(), s(), a()), 'error system-place 2'],
  ['bedrock-nova', 'last-not-assistant', of(u(), a(), u()), 'error last-not-assistant 3'],
  ['bedrock-nova', 'reserved-word', of(u('User: hi'), a()), 'error reserved-word 1'],
  ['bedrock-nova', 'empty-text', of(u('  '), a()), 'error empty-text 1'],
  [
    'bedrock-nova',
    'image-place',
    of(u([text('a'), image('https://example.test/a.png')]), a()),
    'error image-place 1',
  ],
]

describe('rules of one trainer', () => {
  test.each(rules)('%s: %s', (target, _, line, expected) => {
    expect(found(target, line)).toContain(expected)
  })

  test('each rule that only some trainers have is in a row, for each trainer that has it', () => {
    const rows = new Set(rules.map(([target, code]) => `${target} ${code}`))
    const stated = targets.flatMap(({ name, prevents }) =>
      Object.keys(prevents)
        .filter((code) => Object.hasOwn(targetCodes, code))
        .map((code) => `${name} ${code}`),
    )
    expect(stated.filter((rule) => !rows.has(rule))).toEqual([])
  })

  test('every rule of a profile says where it stands', () => {
    for (const { prevents } of targets)
      for (const rule of Object.values(prevents)) expect(rule?.source).toMatch(/^FORMATS \d/)
  })

  test('every place that is named has its source in the guide', () => {
    const named = readdirSync('lib', { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .flatMap((path) => [...readFileSync(`lib/${path}`, 'utf8').matchAll(/FORMATS ([\d. ,and]*\d)/g)])
      .flatMap(([, numbers]) => [...numbers!.matchAll(/\d\.\d+/g)].map(([number]) => number))
    const guide = readFileSync('docs/sources.md', 'utf8')
    expect(named.length).toBeGreaterThan(30)
    const missing = named.filter((number) => !guide.includes(`| ${number.padEnd(6)} |`))
    expect([...new Set(missing)]).toEqual([])
  })
})

test('the guide has a row for each target', () => {
  const guide = readFileSync('docs/export.md', 'utf8')
  for (const name of targetNames) expect(guide).toMatch(new RegExp(`^\\| \`${name}\` +\\| \\S`, 'm'))
})

describe('what a trainer takes, though others refuse it', () => {
  test.each<[TargetName, object]>([
    ...targetNames.map((name): [TargetName, object] => [name, of(s(), u(), a('x', { weight: 0 }), u(), a())]),
    ...(['openai', 'azure', 'together', 'fireworks'] as const).map((name): [TargetName, object] => [
      name,
      pair,
    ]),
    ['together', of(u('Hi', { weight: 0 }), a())],
    ['together', of(u([text('a'), image(inline)]), a([text('b')]))],
    ['fireworks', { ...of(u(), a()), weight: 0.5 }],
    [
      'mistral',
      { ...of(u(), a('x', { weight: 0 }), u(), call('abcdefghi'), answer('abcdefghi'), a()), tools: [tool] },
    ],
    ['bedrock-nova', of(u([text('a'), image('s3://bucket/a.png')]), a())],
  ])('%s', (target, line) => {
    expect(found(target, line).filter((problem) => problem.startsWith('error'))).toEqual([])
  })
})
