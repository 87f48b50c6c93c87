import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runNode } from './fixtures/process'
import { openExample } from './fixtures/reviewing'
import { test as base, becomeOwner, expect, owner, type Studio } from './fixtures/studio'
import { chat, makeDataset, makeExample } from './fixtures/work'

type Run = { code: number; out: string; error: string }
type Finecut = (...args: string[]) => Promise<Run>

const test = base.extend<{ folder: string }>({
  folder: async ({ browserName: _ }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'finecut-command-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
})

/** The command as a person runs it in `folder`, on the studio of `dataDir`; links name the studio's address. */
const commandOn =
  (studio: Studio, dataDir: string, folder: string): Finecut =>
  (...args) =>
    runNode(['bin/finecut.mjs', ...args], {
      FINECUT_DATA_DIR: dataDir,
      FINECUT_URL: studio.url,
      INIT_CWD: folder,
      LC_ALL: 'en',
    })

const question = (i: number) => chat(['user', `Question ${i}`], ['assistant', `Answer ${i}`])
const lines = [
  ...Array.from({ length: 23 }, (_, i) => question(i)),
  '{"messages": [{"role":"user","content":"환불?"},{"role":"assistant","content":"네","weight":0.0},{"role":"assistant","content":"caf\\u00e9"}] }',
]
const good = `\ufeff${lines.join('\r\n')}\r\n\r\n`
const bad = `${question(100)}\n{"messages":[]}\n\nnot json\n`
const rejected = [
  { record: 2, line: 2, code: 'empty-messages', message: 'The list of messages is empty.' },
  {
    record: 3,
    line: 4,
    code: 'not-json',
    message: 'Not valid JSON, at character 1: an unexpected character.',
  },
]

/** What differs from one studio to the next: ids, times, links, where files are. */
const masked = (text: string, folder: string) =>
  text
    .replaceAll(folder, 'FOLDER')
    .replace(/"(id|datasetId)":"[a-z0-9]+"/g, '"$1":"ID"')
    .replace(/"seconds":[\d.]+/g, '"seconds":0')
    .replace(/"expiresAt":"[^"]+"/g, '"expiresAt":"SOON"')
    .replace(/"createdAt":"[^"]+"/g, '"createdAt":"THEN"')
    .replace(/("url":"[^"]*\/)[\w-]+"/g, '$1TOKEN"')

const calls = {
  first: 'import good.jsonl --dataset Support',
  rejecting: 'import bad.jsonl --dataset Other --on-error skip-line',
  aborted: 'import bad.jsonl --dataset Third --on-error abort',
  tagged: 'tag --dataset Support --where=환불 --add refusal',
  found: 'query --dataset Support --where=tag:refusal',
  exported: 'export --dataset Support --status all --train 0.6 --seed 3 --stratify outcome --out out',
  blocked: 'export --dataset Other --status all --out blocked',
  versioned: 'version create --dataset Support --name v1 --status all --train 0.6 --stratify outcome',
  versionOut: 'version export --dataset Support --version v1 --out v1 --format sharegpt',
  versions: 'version list --dataset Support',
  stats: 'stats --dataset Support',
  demo: 'demo',
  datasets: 'datasets',
  invited: 'user add new@example.com',
  reset: `user reset-link ${owner.email}`,
  backedUp: 'backup copy.db',
}
type Runs = Record<keyof typeof calls, Run>

const argsOf = (call: string) => [...call.split(' '), '--json']

/** Makes these calls one after the other in a folder of their own. */
async function walk(runAll: (calls: string[][]) => Promise<Run[]>, folder: string): Promise<Runs> {
  mkdirSync(folder)
  writeFileSync(join(folder, 'good.jsonl'), good)
  writeFileSync(join(folder, 'bad.jsonl'), bad)
  const runs = await runAll(Object.values(calls).map(argsOf))
  const seen = ({ code, out, error }: Run) => ({
    code,
    out: masked(out, folder),
    error: masked(error, folder),
  })
  return Object.fromEntries(Object.keys(calls).map((name, i) => [name, seen(runs[i]!)])) as Runs
}

/** Each in a process of its own. */
const apart = (finecut: Finecut) => async (calls: string[][]) => {
  const runs: Run[] = []
  for (const args of calls) runs.push(await finecut(...args))
  return runs
}

/** All in one process, on a studio that no server runs on: that each can have its own the others show. */
const inOne = (studio: Studio, dataDir: string, folder: string) => async (calls: string[][]) => {
  const run = [
    '--conditions=react-server',
    '--import',
    'tsx',
    'e2e/fixtures/run-calls.ts',
    JSON.stringify(calls),
  ]
  const { code, out, error } = await runNode(run, {
    FINECUT_DATA_DIR: dataDir,
    FINECUT_URL: studio.url,
    FINECUT_CWD: folder,
    NODE_ENV: 'production',
    LC_ALL: 'en',
  })
  expect(code, error).toBe(0)
  return JSON.parse(out) as Run[]
}

const filesOf = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))

test('every verb does the same through a running server as without one', async ({ page, studio, folder }) => {
  test.setTimeout(600_000)
  await becomeOwner(page, studio)
  await studio.stop()
  const quiet = join(folder, 'quiet')
  cpSync(studio.dataDir, quiet, { recursive: true })
  await studio.restart()

  const [served, direct] = [join(folder, 'served'), join(folder, 'direct')]
  const [through, without] = await Promise.all([
    walk(apart(commandOn(studio, studio.dataDir, served)), served),
    walk(inOne(studio, quiet, direct), direct),
  ])
  expect(through).toEqual(without)

  const said = (run: Run) => JSON.parse(run.out) as object
  const counts = { format: 'openai-chat', rolledBack: 0, rejected: [], seconds: 0 }
  expect(said(through.first)).toEqual({ dataset: 'Support', lines: 24, stored: 24, skipped: 0, ...counts })
  expect(said(through.rejecting)).toMatchObject({ lines: 3, stored: 1, rejected })
  expect(said(through.aborted)).toMatchObject({ stored: 0, rolledBack: 2, rejected: rejected.slice(0, 1) })
  expect(through.aborted.code).toBe(1)
  expect(said(through.tagged)).toEqual({ dataset: 'Support', matched: 1, changed: 1 })
  expect(said(through.found)).toMatchObject({ number: 24, preview: '환불?' })
  expect(said(through.stats)).toMatchObject({ examples: 24, trainedTurns: 24 })
  expect(through.blocked.code).toBe(1)
  expect(JSON.parse(through.blocked.error)).toMatchObject({ error: { reason: 'exportBlocked' } })
  expect(through.datasets.out.match(/"name":"[^"]+"/g)).toHaveLength(4)
  expect(said(through.invited)).toMatchObject({ email: 'new@example.com' })
  expect(said(through.reset)).toMatchObject({ email: owner.email })

  await test.step('exports are the same files, untouched lines byte for byte', () => {
    const files = filesOf(join(served, 'out'))
    expect(files).toEqual(filesOf(join(direct, 'out')))
    const exported = `${files['train.jsonl']}${files['test.jsonl']}`.trimEnd().split('\n')
    expect(exported.sort()).toEqual([...lines].sort())
    expect(readdirSync(served).sort()).toEqual(['bad.jsonl', 'copy.db', 'good.jsonl', 'out', 'v1'])
  })

  await test.step('the token is its user’s alone', () => {
    expect(statSync(join(studio.dataDir, 'local-token')).mode & 0o777).toBe(0o600)
    expect(existsSync(join(quiet, 'local-token'))).toBe(false)
  })
})

test('a server lets in only the token of its data folder, and nobody restores under it', async ({
  studio,
  folder,
}) => {
  const finecut = commandOn(studio, studio.dataDir, folder)
  const tokenFile = join(studio.dataDir, 'local-token')
  const ask = (headers: Record<string, string>) => fetch(`${studio.url}/api/v1/datasets`, { headers })

  expect((await finecut('datasets', '--json')).code).toBe(0)
  const token = readFileSync(tokenFile, 'utf8')
  expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(200)
  const wrong: Record<string, string>[] = [
    {},
    { authorization: '' },
    { authorization: 'Bearer ' },
    { authorization: `Bearer ${token.slice(0, -1)}` },
    { authorization: `Bearer ${token}${token}` },
  ]
  for (const headers of wrong) expect((await ask(headers)).status, JSON.stringify(headers)).toBe(401)

  await test.step('a token that was deleted is made anew, and the old one is worth nothing', async () => {
    rmSync(tokenFile)
    expect((await finecut('datasets', '--json')).code).toBe(0)
    expect(statSync(tokenFile).mode & 0o777).toBe(0o600)
    expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(401)
  })

  await test.step('restore is refused', async () => {
    expect((await finecut('backup', 'copy.db')).code).toBe(0)
    const refused = await finecut('restore', 'copy.db', '--json')
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(JSON.parse(refused.error)).toMatchObject({
      error: {
        reason: 'databaseLocked',
        message: expect.stringContaining('Another Finecut already uses this database.'),
      },
    })
    expect((await fetch(studio.url)).status).toBe(200)
  })

  await test.step('after a kill the command needs no server', async () => {
    await studio.kill()
    expect((await finecut('restore', 'copy.db', '--json')).code).toBe(0)
    await studio.restart()
  })
})

test('an open page shows the tag that the command sets', async ({ page, studio, folder }) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const number = await makeExample(page, studio, datasetId, question(1))
  await openExample(page, studio.url, datasetId, number)
  const refusal = page.getByRole('button', { name: /^refusal/, pressed: true })
  await expect(refusal).toHaveCount(0)
  const { code } = await commandOn(
    studio,
    studio.dataDir,
    folder,
  )(...['tag', '--dataset', datasetId, '--where=Question', '--add', 'refusal'])
  expect(code).toBe(0)
  await expect(refusal).toBeVisible()
})
