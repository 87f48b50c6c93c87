import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { finecut } from '@/lib/testing/command'
import { useStudio } from '@/lib/testing/studio'

// before the command is loaded: it speaks the language of the terminal
vi.hoisted(() => Object.assign(process.env, { LC_ALL: 'en' }))

useStudio({ once: true })
let home: string
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'finecut-version-'))
  process.env.FINECUT_CWD = home
  const line = (n: number) =>
    JSON.stringify({
      messages: [
        { role: 'user', content: `Question ${n}` },
        { role: 'assistant', content: `Answer ${n}` },
      ],
    })
  const write = (name: string, from: number, to: number) =>
    writeFileSync(
      join(home, name),
      Array.from({ length: to - from }, (_, i) => `${line(from + i)}\n`).join(''),
    )
  write('first.jsonl', 0, 30)
  write('more.jsonl', 30, 40)
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

const filesOf = (folder: string) =>
  Object.fromEntries(
    readdirSync(join(home, folder))
      .sort()
      .map((name) => [name, readFileSync(join(home, folder, name), 'utf8')]),
  )

test('versions by the command: made, listed, compared, exported twice', async () => {
  const on = ['--dataset', 'Support']
  expect((await finecut('import', 'first.jsonl', ...on)).code).toBe(0)
  const made = await finecut('version', 'create', ...on, '--name', 'v1', '--status', 'all', '--train', '0.5')
  expect(made).toMatchObject({ code: 0, out: 'Support: version v1 holds 15 train and 15 test examples.\n' })
  const again = await finecut('version', 'create', ...on, '--name', 'v1', '--status', 'all')
  expect(again).toMatchObject({ code: 1, error: expect.stringContaining('named v1 already') })

  expect((await finecut('version', 'export', ...on, '--version', 'v1', '--out', 'a')).code).toBe(0)
  expect((await finecut('import', 'more.jsonl', ...on)).code).toBe(0)
  expect((await finecut('version', 'export', ...on, '--version', 'v1', '--out', 'b')).code).toBe(0)
  expect(filesOf('b')).toEqual(filesOf('a'))
  expect(Object.keys(filesOf('a'))).toContain('manifest.json')

  const other = ['--version', 'v1', '--out', 'c', '--format', 'sharegpt', '--json']
  const { code, out } = await finecut('version', 'export', ...on, ...other)
  expect([code, JSON.parse(out)]).toMatchObject([0, { version: 'v1', format: 'sharegpt' }])
  expect(filesOf('c')['train.jsonl']).toContain('"from":"human"')

  const chosen = [
    '--version',
    'v1',
    '--out',
    'e',
    '--format',
    'sharegpt',
    '--weights',
    'leave-out-mixed',
    '--json',
  ]
  const choice = await finecut('version', 'export', ...on, ...chosen)
  expect(JSON.parse(choice.out)).toMatchObject({ format: 'sharegpt.leave-out-mixed' })
  const wrong = await finecut(
    'version',
    'export',
    ...on,
    '--version',
    'v1',
    '--out',
    'f',
    '--weights',
    'end-after-last',
  )
  expect(wrong).toMatchObject({ code: 2, error: expect.stringContaining('needs no choice') })

  await finecut('version', 'create', ...on, '--name', 'v2', '--status', 'all', '--train', '0.5')
  const diff = await finecut('version', 'diff', ...on, '--version', 'v2', '--json')
  expect(JSON.parse(diff.out)).toMatchObject({
    from: { name: 'v1', examples: 30 },
    to: { name: 'v2', examples: 40 },
    counts: { in: 10, out: 0, changed: 0, moved: 0, same: 30 },
  })
  expect((await finecut('version', 'current', ...on, '--version', 'v2')).code).toBe(0)
  const list = await finecut('version', 'list', ...on, '--json')
  const rows = list.out
    .trim()
    .split('\n')
    .map((row) => JSON.parse(row)) as Record<string, unknown>[]
  expect(rows.map(({ name, isCurrent }) => [name, isCurrent])).toEqual([
    ['v2', true],
    ['v1', false],
  ])
  const missing = await finecut('version', 'export', ...on, '--version', 'v9', '--out', 'd')
  expect(missing).toMatchObject({ code: 1, error: 'There is no version named v9 in this dataset.\n' })
})

test('a blocked version counts what blocks, names what mends, and leaves its name free', async () => {
  const on = ['--dataset', 'Asked', '--status', 'all', '--train', '1', '--name', 'v1']
  const lines = Array.from({ length: 12 }, (_, n) => ({
    messages: [
      { role: n === 0 ? 'developer' : 'user', content: `Question ${n}` },
      { role: 'assistant', content: n === 1 ? '' : `Answer ${n}`, ...(n === 2 ? { weight: '1.0' } : {}) },
    ],
  }))
  const texts = lines.map((one) => `${JSON.stringify(one).replace('"1.0"', '1.0')}\n`)
  writeFileSync(join(home, 'asked.jsonl'), texts.join(''))
  expect((await finecut('import', 'asked.jsonl', '--dataset', 'Asked')).code).toBe(0)
  await finecut('bulk', 'exclude', '--dataset', 'Asked', '--where=#2', '--reason=empty')
  const blocked = await finecut('version', 'create', ...on)
  expect(blocked).toMatchObject({ code: 1 })
  expect(blocked.error).toContain('1 broken rule blocks this export')
  expect(blocked.error).toContain('--steps developer-to-system')
  const made = await finecut('version', 'create', ...on, '--steps', 'developer-to-system')
  expect(made).toMatchObject({ code: 0, out: 'Asked: version v1 holds 11 train and 0 test examples.\n' })
})

test('an export and a version put instructions where the command says', async () => {
  const on = ['--dataset', 'Instructed', '--status', 'all', '--train', '1']
  expect((await finecut('import', 'first.jsonl', '--dataset', 'Instructed')).code).toBe(0)
  const one = ['--instructions', 'one', '--text', 'Be brief.']
  const system = '{"role":"system","content":"Be brief."}'
  const systemsIn = (folder: string) => filesOf(folder)['train.jsonl']!.split(system).length - 1

  expect((await finecut('export', ...on, '--out', 'plain')).code).toBe(0)
  expect((await finecut('export', ...on, ...one, '--out', 'instructed')).code).toBe(0)
  expect([systemsIn('plain'), systemsIn('instructed')]).toEqual([0, 30])
  expect((await finecut('version', 'create', ...on, ...one, '--name', 'brief')).code).toBe(0)
  const out = ['--version', 'brief', '--out', 'version']
  expect((await finecut('version', 'export', '--dataset', 'Instructed', ...out)).code).toBe(0)
  expect(systemsIn('version')).toBe(30)

  const untold = await finecut('export', ...on, '--instructions', 'one', '--out', 'untold')
  expect(untold).toMatchObject({ code: 2, error: expect.stringContaining('--text') })
  const unknown = await finecut('export', ...on, '--instructions', 'twice', '--out', 'unknown')
  expect(unknown).toMatchObject({ code: 2, error: expect.stringContaining('before-user') })
})
