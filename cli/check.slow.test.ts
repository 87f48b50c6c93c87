import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Check } from '@/lib/checks/check'
import { structure } from '@/lib/checks/checks/structure'
import { shouting, useChecks } from '@/lib/testing/checks'
import { finecut } from '@/lib/testing/command'

// before the command is loaded: it speaks the language of the terminal
vi.hoisted(() => Object.assign(process.env, { LC_ALL: 'en' }))

useChecks([shouting, structure as unknown as Check])

let home: string
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'finecut-check-command-'))
  Object.assign(process.env, { FINECUT_DATA_DIR: join(home, 'data'), FINECUT_CWD: home })
  const lines = Array.from({ length: 12 }, (_, i) =>
    JSON.stringify({
      messages: [
        { role: 'user', content: `Question ${i}` },
        { role: 'assistant', content: i === 3 ? 'SHOUT' : `Answer ${i}` },
      ],
    }),
  )
  writeFileSync(join(home, 'lines.jsonl'), `${lines.join('\n')}\n`)
  await finecut('import', 'lines.jsonl', '--dataset', 'Support')
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

const check = (...args: string[]) => finecut('check', '--dataset', 'Support', ...args)

test('what is due is checked, and open findings are told, with an exit code for a pipeline', async () => {
  const told = await check()
  expect(told.code).toBe(1)
  expect(told.out).toContain('Support: 1 open finding in 1 example.')
  expect(told.out).toContain('#4 turn 2  warning  language-style')
  const { code, out } = await check('--check', 'language-style', '--min-severity', 'warning', '--json')
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({
    example: 4,
    message: 2,
    span: { path: ['content'], from: 0, to: 5 },
    check: 'language-style',
    severity: 'warning',
    excerpt: 'SHOUT',
    suggestion: { type: 'replace', insert: 'shout' },
  })
  expect(await check('--min-severity', 'error', '--again')).toMatchObject({ code: 0 })
  expect(await check('--where=number:1')).toMatchObject({ code: 0 })
})

test('--json is one finding a line, with where it is, what it says and what to do', async () => {
  const line = (answer: string) =>
    JSON.stringify({
      messages: [
        { role: 'user', content: `Is it ${answer}?` },
        { role: 'assistant', content: answer },
      ],
    })
  writeFileSync(join(home, 'loud.jsonl'), `${line('A SHOUT and a SHOUT')}\n${line('Calm')}\n`)
  await finecut('import', 'loud.jsonl', '--dataset', 'Loud')
  const { code, out } = await finecut('check', '--dataset', 'Loud', '--json')
  expect(code).toBe(1)
  const lines = out.trimEnd().split('\n')
  const rows = lines.map((one) => JSON.parse(one) as Record<string, unknown>)
  const told = ['check', 'example', 'message', 'severity', 'span', 'suggestion', 'text']
  for (const row of rows) expect(Object.keys(row)).toEqual(expect.arrayContaining(told))
  const inAnswer = rows.filter(({ message }) => message === 2)
  expect(inAnswer.map(({ example, span }) => ({ example, span }))).toEqual([
    { example: 1, span: { path: ['content'], from: 2, to: 7 } },
    { example: 1, span: { path: ['content'], from: 14, to: 19 } },
  ])
  const none = await finecut('check', '--dataset', 'Loud', '--where=number:2', '--json')
  expect(none).toMatchObject({ code: 0, out: '' })
})

test('a broken rule is told in the words that the screen has for it', async () => {
  const line = { messages: [{ role: 'user', content: 'Hello?' }] }
  writeFileSync(join(home, 'open.jsonl'), `${JSON.stringify(line)}\n`)
  await finecut('import', 'open.jsonl', '--dataset', 'Open')
  const told = await finecut('check', '--dataset', 'Open', '--check', 'structure')
  expect(told.out).toContain('There is no assistant turn. ')
  expect(told.out).not.toContain('findings.')
})

test('what is no check or severity is refused', async () => {
  expect(await check('--check', 'nonesuch')).toMatchObject({
    code: 2,
    error: expect.stringContaining('capability-claim'),
  })
  expect((await check('--min-severity', 'bad')).error).toContain('info, warning, error')
})

test('an export is barred by an open finding until it is mended in bulk', async () => {
  const out = join(home, 'out')
  const write = () =>
    finecut('export', '--dataset', 'Support', '--status', 'all', '--findings', 'warning', '--out', out)
  expect((await write()).error).toContain('block')
  const mended = await finecut(
    'bulk',
    'fix',
    '--dataset',
    'Support',
    '--check',
    'language-style',
    '--where=finding:any',
  )
  expect(mended.code).toBe(0)
  expect(await write()).toMatchObject({ code: 0 })
})
