import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { closeDb, db } from '@/lib/db/client'
import { finecut } from '@/lib/testing/command'
import { preferenceLine } from '@/lib/testing/preference-lines'
import { makeUser } from '@/lib/testing/studio'

// before the command is loaded: it speaks the language of the terminal
vi.hoisted(() => Object.assign(process.env, { LC_ALL: 'en' }))

let home: string
const lines = Array.from({ length: 12 }, (_, i) =>
  i === 3
    ? '{"messages": [{"role":"user","content":"환불?"},{"role":"assistant","content":"네","weight":0.0},{"role":"assistant","content":"caf\\u00e9"}] }'
    : JSON.stringify({
        messages: [
          { role: 'user', content: `Question ${i}` },
          { role: 'assistant', content: `Answer ${i}` },
        ],
      }),
)

type Run = { code: number; out: string; error: string }
/** The same as a program of its own, which takes seconds to start. */
function spawned(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    const node = ['bin/finecut.mjs', ...args]
    execFile(process.execPath, node, { encoding: 'utf8' }, (error, out, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, out, error: stderr }),
    )
  })
}
const json = async (...args: string[]) => {
  const { code, out, error } = await finecut(...args, '--json')
  expect(error).toBe('')
  return { code, data: JSON.parse(out) as Record<string, unknown> }
}

type BrokenRule = { record: number | null; line: number | null; code: string; severity: string }
const brokenRules = (data: Record<string, unknown>) => data.problems as BrokenRule[]

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'finecut-command-'))
  Object.assign(process.env, { FINECUT_DATA_DIR: join(home, 'data'), FINECUT_CWD: home })
  writeFileSync(join(home, 'good.jsonl'), `\ufeff${lines.join('\r\n')}\r\n\r\n`)
  writeFileSync(join(home, 'bad.jsonl'), `${lines[0]}\n{"messages":[]}\nnot json\n`)
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

describe('the finecut command', () => {
  it('imports a file, and skips the same lines the second time', async () => {
    const first = await json('import', 'good.jsonl', '--dataset', 'Support')
    expect(first).toMatchObject({
      code: 0,
      data: { lines: 12, stored: 12, skipped: 0, rolledBack: 0, rejected: [] },
    })
    const second = await json('import', 'good.jsonl', '--dataset', 'Support')
    expect(second.data).toMatchObject({ lines: 12, stored: 0, skipped: 12 })
  })

  it('lists what it rejects, with record, line and reason', async () => {
    const { data } = await json('import', 'bad.jsonl', '--dataset', 'Other')
    expect(data).toMatchObject({
      lines: 3,
      stored: 1,
      rejected: [
        { record: 2, line: 2, code: 'empty-messages', fix: expect.stringContaining('add the turns') },
        { record: 3, line: 3, code: 'not-json' },
      ],
    })
    const aborted = await json('import', 'bad.jsonl', '--dataset', 'Third', '--on-error', 'abort')
    expect(aborted).toMatchObject({ code: 1, data: { lines: 3, stored: 0, rolledBack: 2 } })
  })

  it('refuses what holds no text, and makes no dataset for it', async () => {
    writeFileSync(join(home, 'talks.zip'), 'PK\x03\x04')
    const refused = await finecut('import', 'talks.zip', '--dataset', 'Packed')
    expect([refused.code, refused.error]).toEqual([1, expect.stringContaining('ZIP archive')])
    const datasets = await finecut('datasets')
    expect(datasets.out).not.toContain('Packed')
  })

  it('says in a sentence what can’t be done', async () => {
    const folder = await finecut('import', '.', '--dataset', 'Support')
    expect(folder).toMatchObject({ code: 1, error: expect.stringContaining('That is a folder') })
    const nowhere = await finecut('backup', 'no/such/folder.db')
    expect(nowhere).toMatchObject({ code: 1, error: expect.stringContaining('The folder of') })
    const query = await finecut('query', '--dataset', 'Support', '--where=status:bogus')
    expect(query).toMatchObject({
      code: 1,
      error: expect.stringContaining('“bogus” is no value of “status”'),
    })
  })

  it('exports untouched lines byte for byte', async () => {
    const { code } = await json(
      'export',
      '--dataset',
      'Support',
      '--out',
      'out',
      '--status',
      'all',
      '--train',
      '1',
    )
    expect(code).toBe(0)
    expect(readFileSync(join(home, 'out/train.jsonl'), 'utf8')).toBe(`${lines.join('\n')}\n`)
  })

  it('tags what a query finds', async () => {
    const tagged = await json('tag', '--dataset', 'Support', '--where=환불', '--add', 'refusal')
    expect(tagged.data).toMatchObject({ matched: 1, changed: 1 })
    const found = await finecut('query', '--dataset', 'Support', '--where=tag:refusal', '--json')
    expect(
      found.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).number),
    ).toEqual([4])
    const stats = await json('stats', '--dataset', 'Support')
    expect(stats.data).toMatchObject({
      examples: 12,
      turns: 25,
      assistantTurns: 13,
      trainedTurns: 12,
      byTag: { 'outcome/refusal': 1 },
    })
  })

  it('backs up and restores', async () => {
    expect((await json('backup', 'copy.db')).code).toBe(0)
    expect((await finecut('backup', 'copy.db')).code).toBe(1)
    await json('import', 'bad.jsonl', '--dataset', 'Later')
    expect((await json('restore', 'copy.db')).code).toBe(0)
    const { out } = await finecut('datasets', '--json')
    expect(out).toContain('Support')
    expect(out).not.toContain('Later')
  })

  it('says every broken rule of a file', async () => {
    const { code, data } = await json('validate', 'bad.jsonl')
    expect(code).toBe(1)
    expect(data).toMatchObject({ lines: 3, errors: 3 })
    expect(brokenRules(data).at(-1)).toMatchObject({ record: null, line: null, code: 'too-few-examples' })
  })

  it('says what breaks the rules of a file as a whole, and an example that is too long', async () => {
    const chat = (content: string, more = {}) =>
      JSON.stringify({
        messages: [
          { role: 'user', content },
          { role: 'assistant', content: 'Yes.' },
        ],
        ...more,
      })
    const tools = [{ type: 'function', function: { name: 'look', parameters: {} } }]
    const lines = [
      ...Array.from({ length: 11 }, (_, i) => chat(`Question ${i}`)),
      chat('Question 3'),
      chat('With a tool', { tools }),
      chat('word '.repeat(70_000)),
    ]
    writeFileSync(join(home, 'whole.jsonl'), `${lines.join('\n')}\n`)
    const { data } = await json('validate', 'whole.jsonl')
    const told = brokenRules(data).map((p) => [p.record, p.code, p.severity])
    expect(told).toEqual([
      [14, 'too-many-tokens', 'error'],
      [null, 'duplicate-lines', 'warning'],
      [null, 'mixed-tools', 'warning'],
    ])
  })

  it('counts, exports and validates preference pairs as what they are', async () => {
    const pairs = Array.from({ length: 10 }, (_, i) => preferenceLine(`Q ${i}`, 'Yes', `No ${i}`))
    writeFileSync(join(home, 'pairs.jsonl'), `${[...pairs, lines[0]].join('\n')}\n`)
    const imported = await json('import', 'pairs.jsonl', '--dataset', 'Pairs')
    expect(imported.data).toMatchObject({ stored: 11, rejected: [] })
    expect((await json('stats', '--dataset', 'Pairs')).data).toMatchObject({
      byKind: { chat: 1, preference: 10 },
      assistantTurns: 11,
      trainedTurns: 11,
    })
    const asked = ['export', '--dataset', 'Pairs', '--status', 'all', '--train', '1', '--out', 'pairs']
    const { out, code } = await finecut(...asked, '--format', 'openai-preference')
    expect(code).toBe(0)
    expect(out).toContain('1 chat was left out')
    expect(readFileSync(join(home, 'pairs/train.jsonl'), 'utf8')).toBe(`${pairs.join('\n')}\n`)
    const { data } = await json('validate', 'pairs.jsonl')
    expect(brokenRules(data).map(({ code }) => code)).toEqual(['mixed-kinds'])
  })

  it('validates for a trainer, with what it would say', async () => {
    const together = Array.from({ length: 10 }, (_, i) => {
      const messages = `"messages":[{"role":"user","content":"Q${i}"},{"role":"assistant","content":"A"}]`
      return i === 3 ? `{${messages},"tools":[]}` : `{${messages}}`
    })
    writeFileSync(join(home, 'together.jsonl'), `${together.join('\n')}\n`)
    const target = ['validate', 'together.jsonl', '--target', 'together']
    const { code, data } = await json(...target)
    expect(code).toBe(1)
    expect(data).toMatchObject({ target: 'together', errors: 1 })
    expect(brokenRules(data).filter(({ severity }) => severity === 'error')).toMatchObject([
      { record: 4, code: 'target-key', prevents: 'Found extra column "tools" in the line 1.' },
    ])
    expect((await finecut(...target)).out).toContain('of this file: Found extra column "tools"')
    expect((await json('validate', 'together.jsonl', '--target', 'openai')).code).toBe(0)
    writeFileSync(join(home, 'asked.jsonl'), together.join('\n').replaceAll('user"', 'developer"'))
    const asked = ['validate', 'asked.jsonl', '--target', 'openai']
    expect(brokenRules((await json(...asked)).data)[0]).toMatchObject({ step: 'developer-to-system' })
    expect((await finecut(...asked)).out).toContain(
      'mends 10 of them on the way out: --steps developer-to-system',
    )
    const bom = (await json('validate', 'together.jsonl', '--target', 'azure')).data
    expect(brokenRules(bom).map((rule) => rule.code)).toContain('no-byte-order-mark')
    expect((await finecut('validate', 'together.jsonl', '--target', 'nobody')).code).toBe(2)
  })

  it('exports for a trainer without weights, by a choice that it offers', async () => {
    const asked = ['export', '--dataset', 'Support', '--status', 'all', '--train', '1', '--out', 'chosen']
    const { code, data } = await json(...asked, '--format', 'trl-prompt-completion')
    expect(code).toBe(0)
    expect(data).toMatchObject({ recipe: { format: 'trl-prompt-completion' } })
    const { error } = await finecut(...asked, '--format', 'trl-messages', '--weights', 'one-per-turn')
    expect(error).toContain('leave-out-mixed, end-after-last')
    expect((await finecut(...asked, '--format', 'axolotl', '--weights', 'one-per-turn')).code).toBe(2)
    expect((await finecut(...asked, '--format', 'word')).error).toContain('llama-factory-v1')
  })

  it('works on all that a query finds, after a look at what it would do, and takes it back', async () => {
    const replace = [
      'bulk',
      'replace',
      '--dataset',
      'Support',
      '--where=Question',
      '--find=Answer',
      '--with=Reply',
    ]
    const dry = await finecut(...replace, '--dry-run', '--json')
    const found = dry.out
      .trim()
      .split('\n')
      .map((record) => JSON.parse(record) as { changes: unknown[] })
    expect(found).toHaveLength(11)
    expect(found[0]!.changes[0]).toMatchObject({ kind: 'text', turn: 2, role: 'assistant' })
    const { data } = await json(...replace)
    expect(data).toMatchObject({ state: 'done', total: 11, changed: 11, left: [] })
    expect(
      (
        await json(
          'bulk',
          'replace',
          '--dataset=Support',
          '--where=Reply',
          '--find=Reply',
          '--with=x',
          '--roles=user',
        )
      ).data,
    ).toMatchObject({ unchanged: 11 })
    const undone = await json('bulk', 'undo', '--dataset', 'Support', '--run', String(data.run))
    expect(undone.data).toMatchObject({ changed: 11 })
    const bad = await finecut(...replace.slice(0, 5), '--find=(a', '--with=', '--pattern', '--json')
    expect(JSON.parse(bad.error)).toMatchObject({ error: { reason: 'badPattern' } })
    expect(await finecut('bulk', 'paint', '--dataset=Support', '--where=x')).toMatchObject({ code: 2 })
    // an empty variable of a script: neither everything, nor something between all letters
    const everything = await finecut('bulk', 'trash', '--dataset=Support', '--where=')
    expect(everything).toMatchObject({ code: 2, error: expect.stringContaining('--where is missing') })
    const nothing = ['bulk', 'replace', '--dataset=Support', '--where=#1', '--find=', '--with=x']
    expect(await finecut(...nothing)).toMatchObject({ code: 2, error: expect.stringContaining('--find') })
  })

  it('makes, lists and revokes share links', async () => {
    const at = ['--dataset', 'Support']
    const { data } = await json('share', 'create', ...at, '--where=Question', '--title=Board', '--days=7')
    expect(data.url).toMatch(/\/shared\/[A-Za-z0-9_-]{43}$/)
    const list = async () =>
      (await finecut('share', 'list', ...at, '--json')).out
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(await list()).toMatchObject([
      { id: data.id, kind: 'view', name: 'Board', query: 'Question', lastUsedAt: null, expired: false },
    ])
    expect(JSON.stringify(await list())).not.toContain(String(data.url).split('/').at(-1))
    await json('share', 'create', ...at, '--example=1')
    const forever = await json('share', 'create', ...at)
    expect(forever.data.expiresAt).toBeNull()
    expect((await list()).map(({ kind }) => kind).sort()).toEqual(['dataset', 'example', 'view'])
    // a part of what was asked would show more than was asked
    const both = await finecut('share', 'create', ...at, '--example=1', '--where=Question')
    expect(both).toMatchObject({ code: 1, error: expect.stringContaining('can’t stand together') })
    const revoked = await json('share', 'revoke', ...at, '--link', String(data.id))
    expect(revoked.data).toEqual({ id: data.id, revoked: true })
    expect(await list()).toHaveLength(2)
    for (const [words, exit, reason] of [
      [['create', '--days=soon'], 2, 'notANumber'],
      [['create', '--where=in:trash'], 1, 'shareOfTrash'],
      [['create', '--example=999'], 1, 'not_found'],
      [['revoke'], 2, 'missingOption'],
      [['revoke', '--link', String(data.id)], 1, 'not_found'],
      [['lend'], 2, 'unknownAct'],
    ] as const) {
      const { code, error } = await finecut('share', ...words, ...at, '--json')
      expect([code, JSON.parse(error).error.reason], words.join(' ')).toEqual([exit, reason])
    }
  })

  it('disables an account and enables it again', async () => {
    const { email } = await makeUser()
    const disabledAt = () =>
      db()
        .user.findUniqueOrThrow({ where: { email } })
        .then((user) => user.disabledAt)
    expect((await json('user', 'disable', email!)).data).toEqual({ email, disabled: true })
    expect(await disabledAt()).toBeInstanceOf(Date)
    expect((await json('user', 'enable', email!)).data).toEqual({ email, disabled: false })
    expect(await disabledAt()).toBeNull()
    await closeDb()
  })

  it('answers a wrong call with 2 and the usage, a wrong name with 1 and the remedy', async () => {
    expect(await finecut('import', 'good.jsonl')).toMatchObject({ code: 2, out: '' })
    expect(await finecut('import', 'good.jsonl')).toMatchObject({
      error: expect.stringContaining('--dataset is missing.\n'),
    })
    expect(await finecut('nonsense')).toMatchObject({ code: 2, error: expect.stringContaining('“nonsense”') })
    expect(await finecut('version', 'freeze', '--dataset=x')).toMatchObject({
      code: 2,
      error: 'finecut version takes: create, list, diff, export, current\n',
    })
    const wrong = await finecut('stats', '--dataset', 'Nowhere', '--json')
    expect(wrong.code).toBe(1)
    expect(JSON.parse(wrong.error)).toMatchObject({ error: { code: 'not_found', reason: 'noSuchDataset' } })
  })

  it('is the same as a program: what it prints, where, and its exit code', async () => {
    for (const call of ['datasets --json', 'stats --dataset Nowhere --json', 'nonsense'])
      expect(await spawned(...call.split(' '))).toEqual(await finecut(...call.split(' ')))
  })

  it('has every verb in its help and on its page', async () => {
    const { out } = await finecut('--help')
    const page = readFileSync('docs/command.md', 'utf8')
    for (const verb of [
      'import',
      'export',
      'stats',
      'validate',
      'query',
      'tag',
      'bulk',
      'datasets',
      'demo',
      'backup',
      'restore',
      'share',
      'user',
    ]) {
      expect(out).toContain(`finecut ${verb}`)
      expect(page).toContain(`\`${verb}`)
    }
  })
})
