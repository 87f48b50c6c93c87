import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Answer, ask, type Question } from './fixtures/ask'
import { type Cast, digest, gather, newId } from './fixtures/cast'
import { share } from './fixtures/share'
import { expect, test } from './fixtures/studio'

type Failure = Question & { name: string; status: number }

/** Words of a stack, of SQL, of a path: nothing of them is for a client. */
const leak =
  /\n\s+at |node_modules|\.[cm]?[jt]sx?:\d|SQLITE|sqlite|[Pp]risma|no such (table|column)|SELECT |INSERT |UPDATE "|finecut\.db|\/tmp\/|ENOENT|ENOTDIR|EISDIR|ECONN|words of the database|Unexpected token|in JSON at|is not valid JSON"/

/** Judges an answer: no inner words, and an id that the output knows where the server failed. */
function faultsOf(
  name: string,
  expected: number,
  answer: Answer,
  output: () => string,
  isPage = false,
): string[] {
  const { status, text, error } = answer
  const faults: string[] = []
  if (status !== expected) faults.push(`${name}: ${status}, not ${expected}: ${text.slice(0, 200)}`)
  const inner = leak.exec(text)?.[0] ?? (text.includes(process.cwd()) ? process.cwd() : undefined)
  if (inner) faults.push(`${name} shows ${inner}: ${text.slice(0, 300)}`)
  if (status < 500) return faults
  const id = isPage ? /"?digest\\?":\\?"([^"\\]+)/.exec(text)?.[1] : error?.id
  if (!id) faults.push(`${name} has no id: ${text.slice(-300)}`)
  else if (!output().includes(id)) faults.push(`${name}: ${id} is not in the output`)
  return faults
}

test('G33: malformed, odd and broken-off requests tell a client nothing of the inside', async ({
  studio,
}) => {
  const cast = await gather(studio)
  const { here, tables, cookies, uploads } = cast
  const at = `/datasets/${here.dataset}`
  const { owner } = cookies
  const examples = { method: 'POST', path: `${at}/examples`, cookie: owner }
  const typed = (type: string | null) => ({ headers: { 'content-type': type } })
  const part = { method: 'PUT', path: `${at}/uploads/${uploads.owner.open}?offset=0`, cookie: owner }
  const failures: Failure[] = [
    { name: 'no JSON', ...examples, body: '{"operationId":', status: 400 },
    { name: 'an empty body', ...examples, body: '', status: 400 },
    {
      name: 'a body that is not UTF-8',
      ...examples,
      body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]),
      status: 400,
    },
    { name: 'nesting of 100,000', ...examples, body: '['.repeat(100_000), status: 400 },
    {
      name: 'deep objects',
      ...examples,
      body: `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
      status: 400,
    },
    { name: 'plain text', ...examples, body: '{}', ...typed('text/plain'), status: 400 },
    { name: 'a form', ...examples, body: 'a=b', ...typed('application/x-www-form-urlencoded'), status: 400 },
    {
      name: 'a multipart form',
      ...examples,
      body: '--x',
      ...typed('multipart/form-data; boundary=x'),
      status: 400,
    },
    { name: 'no content type', ...examples, body: new Uint8Array([0x7b, 0x7d]), ...typed(null), status: 400 },
    {
      name: '2 MB where 1 MB is most',
      method: 'PATCH',
      path: at,
      cookie: owner,
      body: 'x'.repeat(2 << 20),
      status: 413,
    },
    {
      name: 'a line that is no conversation',
      ...examples,
      body: { operationId: newId(), text: '{"messages":1}' },
      status: 400,
    },
    {
      name: 'a line that is no JSON',
      ...examples,
      body: { operationId: newId(), text: '{"messages":[' },
      status: 400,
    },
    { name: 'a part without a hash', ...part, body: 'x', status: 400 },
    {
      name: 'a part with a wrong hash',
      ...part,
      body: 'x',
      headers: { 'x-part-sha256': 'a'.repeat(64) },
      status: 400,
    },
    {
      name: 'a part too large',
      ...part,
      body: 'x'.repeat(9 << 20),
      headers: { 'x-part-sha256': 'a'.repeat(64) },
      status: 413,
    },
    { name: 'a part at no place', ...part, path: part.path.replace('=0', '=x'), body: 'x', status: 400 },
    {
      name: 'a query that names nothing',
      method: 'GET',
      path: `${at}/examples?q=nonsense:1`,
      cookie: owner,
      status: 400,
    },
    {
      name: 'a query of quotes',
      method: 'GET',
      path: `${at}/examples?q=%22%22%22%27`,
      cookie: owner,
      status: 400,
    },
    {
      name: 'a cursor of another list',
      method: 'GET',
      path: `${at}/examples?cursor=AAAA`,
      cookie: owner,
      status: 400,
    },
    {
      name: 'a cursor of SQL',
      method: 'GET',
      path: `${at}/examples?cursor=1%27%20OR%201=1--`,
      cookie: owner,
      status: 400,
    },
    { name: 'an unknown route', method: 'GET', path: '/nothing', cookie: owner, status: 404 },
    { name: 'a method that is not there', method: 'PATCH', path: `${at}/split`, cookie: owner, status: 405 },
    {
      name: 'an address that is no UTF-8',
      method: 'GET',
      path: '/datasets/%E0%A4%A',
      cookie: owner,
      status: 400,
    },
    {
      name: 'a page that is no UTF-8',
      method: 'GET',
      path: '/datasets/%ff',
      page: true,
      cookie: owner,
      status: 400,
    },
    {
      name: 'a path out of the folder',
      method: 'GET',
      path: '/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
      page: true,
      cookie: owner,
      status: 404,
    },
    {
      name: 'a file that is no export',
      method: 'GET',
      path: `${at}/exports/${here.export}/files/..%2f..%2ffinecut.db`,
      cookie: owner,
      status: 404,
    },
    {
      name: 'a cookie that says nothing',
      method: 'GET',
      path: at,
      cookie: 'finecut.session_token=%',
      status: 401,
    },
    {
      name: 'a long cookie',
      method: 'GET',
      path: at,
      cookie: `finecut.session_token=${'x'.repeat(8000)}`,
      status: 401,
    },
    {
      name: 'a dataset id of SQL',
      method: 'GET',
      path: `/datasets/${encodeURIComponent("' OR 1=1--")}`,
      cookie: owner,
      status: 404,
    },
  ]
  const faults: string[] = []
  for (const { name, status, ...question } of failures)
    faults.push(...faultsOf(name, status, await ask(studio, question), studio.output))

  const { port } = new URL(studio.url)
  const head = `host: 127.0.0.1:${port}\r\norigin: ${studio.url}\r\ncookie: ${owner}\r\ncontent-type: application/json\r\n`
  for (const cut of [
    `POST /api/v1${at}/examples HTTP/1.1\r\n${head}content-length: 5000\r\n\r\n{"a":`,
    `POST /api/v1${at}/examples HTTP/1.1\r\n${head}transfer-encoding: chunked\r\n\r\n5\r\n{"a":\r\n`,
    `PUT /api/v1${part.path} HTTP/1.1\r\n${head}x-part-sha256: ${'a'.repeat(64)}\r\ncontent-length: 50\r\n\r\nabc`,
    `POST /api/v1${at}/exports/check HTTP/1.1\r\n${head}content-length: 13\r\n\r\n{"recipe":{}}`,
    `GET /api/v1${at}/exports/${here.export}/files/all.zip HTTP/1.1\r\n${head}\r\n`,
    `GET /api/v1/live HTTP/1.1\r\n${head}\r\n`,
    `GET /datasets/${here.dataset} HTTP/1.1\r\n${head}\r\n`,
  ])
    for (const after of [0, 5, 100]) {
      const socket = connect(Number(port), '127.0.0.1')
      socket.on('error', () => {})
      socket.write(cut)
      await wait(after)
      socket.resetAndDestroy()
    }
  await wait(300)
  expect(studio.output(), 'nothing failed').not.toMatch(/"code":|Error|aborted/)
  expect(failures.length).toBeGreaterThanOrEqual(25)
  expect(tables.dump().AuditEvent).toEqual(tables.kept().AuditEvent)
  tables.close()
  expect(faults).toEqual([])
})

/** Breaks something, asks, and mends it again. */
type Breakage = { name: string; break: string | (() => void); mend: string | (() => void); ask: Failure[] }

function breakages({ here, cookies, uploads, studio }: Cast): Breakage[] {
  const at = `/datasets/${here.dataset}`
  const get = (path: string, status = 500): Failure => ({
    name: path,
    method: 'GET',
    path,
    cookie: cookies.owner,
    status,
  })
  const page = (path: string): Failure => ({ ...get(path), page: true })
  const post = (path: string, body: object = {}, status = 500): Failure => ({
    ...get(path, status),
    method: 'POST',
    body: { operationId: newId(), ...body },
  })
  const lost = (table: string, ask: Failure[]): Breakage => ({
    name: `${table} is gone`,
    break: `ALTER TABLE "${table}" RENAME TO "Lost"`,
    mend: `ALTER TABLE "Lost" RENAME TO "${table}"`,
    ask,
  })
  const spoilt = (table: string, column: string, ask: Failure[]): Breakage => ({
    name: `${table}.${column} is no JSON`,
    break: `CREATE TABLE "Whole" AS SELECT rowid AS n, "${column}" AS v FROM "${table}"; UPDATE "${table}" SET "${column}" = '{"words of the database'`,
    mend: `UPDATE "${table}" SET "${column}" = (SELECT v FROM "Whole" WHERE n = "${table}".rowid); DROP TABLE "Whole"`,
    ask,
  })
  const refused = (says: string): Breakage => ({
    name: `the database says ${says}`,
    break: `CREATE TRIGGER "refuse" BEFORE INSERT ON "AuditEvent" BEGIN SELECT RAISE(ABORT, '${says}'); END`,
    mend: 'DROP TRIGGER "refuse"',
    ask: [
      post('/datasets', { name: 'New' }),
      post(`${at}/tag-groups`, { name: 'New', kind: 'open' }),
      post(`${at}/examples/${here.number}/edits`, {
        revision: 2,
        edits: [{ type: 'set-trashed', from: false, to: true }],
      }),
    ],
  })
  const moved = (folder: string, ask: Failure[]): Breakage => {
    const path = join(studio.dataDir, folder)
    return {
      name: `${folder} is a file`,
      break: () => {
        renameSync(path, `${path}-away`)
        writeFileSync(path, '')
      },
      mend: () => {
        rmSync(path)
        renameSync(`${path}-away`, path)
      },
      ask,
    }
  }
  return [
    lost('Tag', [get(`${at}/tags`), get(`${at}/distribution`), page(`${at}/tags`), page(at)]),
    lost('Example', [
      get(`${at}/examples`),
      get(`${at}/examples/1`),
      { ...post(`${at}/exports/check`), body: { recipe: {} } },
      get('/datasets'),
      page('/'),
    ]),
    lost('User', [get('/session'), get('/datasets'), page('/profile'), page(at)]),
    lost('Operation', [post('/datasets', { name: 'New' }), post(`${at}/tags/${here.tag}/delete`)]),
    lost('SignInAttempt', [
      { ...post('/session'), body: { email: 'owner@example.com', password: 'x'.repeat(10) } },
    ]),
    lost('Upload', [get(`${at}/uploads/${uploads.owner.open}`)]),
    lost('ExampleTag', [get(`${at}/examples/${here.number}`), get(`${at}/distribution`)]),
    spoilt('Export', 'recipe', [get(`${at}/exports`), page(`${at}/exports`)]),
    spoilt('ImportRejection', 'detail', [get(`${at}/imports/${here.import}/rejections`)]),
    spoilt('Dataset', 'splitRule', [get(`${at}/split`), page(`${at}/exports`)]),
    spoilt('Revision', 'edits', [get(`${at}/examples/${here.number}/history`)]),
    spoilt('Example', 'text', [
      post(`${at}/examples/${here.number}/edits`, {
        revision: 2,
        edits: [{ type: 'set-source-key', from: null, to: 'x' }],
      }),
    ]),
    refused('words of the database'),
    {
      name: 'another program writes',
      break: 'BEGIN IMMEDIATE',
      mend: 'ROLLBACK',
      ask: [post('/datasets', { name: 'New' }, 503)],
    },
    moved('uploads', [
      { ...post(`${at}/uploads/${uploads.owner.complete}/preview`), body: {} },
      {
        ...get(`${at}/uploads/${uploads.owner.open}?offset=0`),
        method: 'PUT',
        body: 'x'.repeat(10),
        headers: { 'x-part-sha256': digestOfTen },
      },
    ]),
    moved('exports', [get(`${at}/exports/${here.export}/files/manifest.json`)]),
  ]
}

const digestOfTen = digest('x'.repeat(10))

const failuresInduced = share(25, 2_000)

test(`G33: what breaks inside (${failuresInduced} times) shows an id and nothing else; the output knows the id, and no text`, async ({
  studio,
}) => {
  const cast = await gather(studio)
  const faults: string[] = []
  let induced = 0
  const act = (what: Breakage['break']) => (typeof what === 'string' ? cast.tables.sql.exec(what) : what())
  while (induced < failuresInduced)
    for (const breakage of breakages(cast)) {
      act(breakage.break)
      for (const { name, status, ...question } of breakage.ask) {
        const where = `${breakage.name}: ${question.method} ${name}`
        faults.push(...faultsOf(where, status, await ask(studio, question), studio.output, question.page))
        induced += 1
      }
      act(breakage.mend)
    }
  const healed = await ask(studio, { method: 'GET', path: '/datasets', cookie: cast.cookies.owner })
  expect(healed.status).toBe(200)
  cast.tables.close()
  expect(faults).toEqual([])
  // what stood in the spoilt rows, and what the database said of them
  expect(studio.output()).not.toContain('words of the database')
})

test('every answer forbids sniffing, framing and referrers, and leaves its connection open', async ({
  studio,
}) => {
  const chunk = /\/_next\/static\/[^"]+\.js/.exec(
    (await ask(studio, { method: 'GET', path: '/sign-in', page: true })).text,
  )
  for (const path of [
    '/',
    '/sign-in',
    '/nothing',
    '/icon.svg',
    chunk?.[0] ?? '',
    '/api/v1/session',
    '/api/v1/datasets',
    '/api/v1/nothing',
  ]) {
    const { headers } = await ask(studio, { method: 'GET', path, page: true })
    expect(headers.get('x-content-type-options'), path).toBe('nosniff')
    expect(headers.get('referrer-policy'), path).toBe('no-referrer')
    expect(headers.get('x-frame-options'), path).toBe('DENY')
    expect(headers.get('keep-alive'), path).toBe('timeout=125')
    if (path.startsWith('/api'))
      expect(headers.get('content-security-policy'), path).toMatch(
        /default-src 'none'; frame-ancestors 'none'/,
      )
  }
})
