import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { accessTable } from './fixtures/access-table'
import { ask } from './fixtures/ask'
import { cookiesOf, gather, newId, password } from './fixtures/cast'
import { pageTable } from './fixtures/page-table'
import { idsOf, questionOf } from './fixtures/questions'
import { fill } from './fixtures/routes'
import { expect, test } from './fixtures/studio'

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

test('G32: no secret stands in the database, the output, an export, a page, a chunk or an answer', async ({
  studio,
}) => {
  const cast = await gather(studio)
  const { tables, cookies, here, tokens, people } = cast
  const owner = cookies.owner
  const wrongPassword = 'a wrong canary of a password'
  const nextPassword = 'a new canary of a password'
  const post = (path: string, body: object, more = {}) =>
    ask(studio, { method: 'POST', path, body, cookie: owner, ...more })

  const readerKey = 'sk-a-canary-of-the-second-reader'
  const localToken = async () => {
    const backup = join(studio.dataDir, 'backup.db')
    await ask(studio, { method: 'GET', path: '/session', headers: { authorization: 'Bearer none' } })
    const token = readFileSync(join(studio.dataDir, 'local-token'), 'utf8').trim()
    const made = await post(
      '/studio/backup',
      { operationId: newId(), file: backup },
      {
        cookie: undefined,
        headers: { authorization: `Bearer ${token}` },
      },
    )
    expect(made.status, made.text).toBe(200)
    return token
  }
  const signedIn = await post('/session', { email: 'lead@example.com', password }, { cookie: undefined })
  await post('/session', { email: 'lead@example.com', password: wrongPassword }, { cookie: undefined })
  await post(
    '/profile/password',
    { operationId: newId(), current: password, next: nextPassword },
    {
      cookie: cookies.viewer,
    },
  )
  const invited = await post('/invitations', { operationId: newId(), studioRole: 'member' })
  const reset = await post(`/people/${people.reviewer}/reset-link`, { operationId: newId() })
  await post('/reset', { operationId: newId(), token: tokens.reset, password: nextPassword })
  const endpoint = {
    ...{
      revision: 0,
      baseUrl: 'http://127.0.0.1:9/v1',
      model: 'a-model',
      key: readerKey,
      answerForm: 'schema',
    },
    ...{ priceIn: 1, priceOut: 2, requestsPerMinute: 60, timeoutSeconds: 5 },
    ...{ mostTokensIn: 8_000, mostTokensOut: 1_000, allowPrivate: true },
  }
  const setUp = await post('/studio/reader', { operationId: newId(), ...endpoint })
  expect(setUp.status, setUp.text).toBe(200)
  const tried = await post('/studio/reader/try', { operationId: newId() })
  expect(JSON.parse(tried.text)).toMatchObject({ ok: false, reason: 'readerUnreachable' })
  // refused, with the key in the request
  const moved = { ...endpoint, revision: 7, baseUrl: 'http://example.com/?key=1' }
  expect((await post('/studio/reader', { operationId: newId(), ...moved })).status).toBe(400)
  // answers that say no, and a fault that is logged, with a token in the address
  await ask(studio, { method: 'GET', path: `/links/${tokens.setup}` })
  tables.sql.exec('ALTER TABLE "Link" RENAME TO "Lost"')
  const faulty = await ask(studio, { method: 'GET', path: `/links/${tokens.invitation}` })
  tables.sql.exec('ALTER TABLE "Lost" RENAME TO "Link"; ALTER TABLE "ShareLink" RENAME TO "Lost"')
  const broken = [
    await ask(studio, { method: 'GET', path: `/shared/${tokens.share}`, page: true }),
    await ask(studio, {
      method: 'GET',
      path: '/shared',
      headers: { authorization: `Share ${tokens.share}` },
    }),
  ]
  tables.sql.exec('ALTER TABLE "Lost" RENAME TO "ShareLink"')
  expect(broken.map(({ status }) => status)).toEqual([500, 500])
  expect(faulty.status).toBe(500)

  const tokenIn = (text: string) => (JSON.parse(text) as { url: string }).url.split('/').at(-1) ?? ''
  const sessions = [cookiesOf(signedIn.headers), ...Object.values(cookies)].flatMap((cookie) => {
    const value = /session_token=([^;]+)/.exec(cookie ?? '')?.[1]
    const [token = '', signature = ''] = decodeURIComponent(value ?? '').split('.')
    return value ? [{ token, signature, value }] : []
  })
  expect(sessions.length).toBeGreaterThan(5)
  const secrets = new Map([
    ['auth-secret', readFileSync(join(studio.dataDir, 'auth-secret'), 'utf8').trim()],
    ['local-token', await localToken()],
    ['secret-key', readFileSync(join(studio.dataDir, 'secret-key'), 'utf8').trim()],
    ['key of the second reader', readerKey],
    ['password', password],
    ['wrong password', wrongPassword],
    ['new password', nextPassword],
    ['set-up token', tokens.setup],
    ['invitation token', tokens.invitation],
    ['reset token', tokens.reset],
    ['share token', tokens.share],
    ['API key', cast.authorizations.key?.split(' ')[1] ?? ''],
    ['new invitation token', tokenIn(invited.text)],
    ['new reset token', tokenIn(reset.text)],
    ...sessions.map(({ signature }, i): [string, string] => [`signature of session ${i}`, signature]),
    ...sessions.map(({ value }, i): [string, string] => [`cookie of session ${i}`, value]),
  ])
  for (const [name, secret] of secrets) expect(secret.length, name).toBeGreaterThan(15)
  for (const name of ['auth-secret', 'local-token', 'secret-key'])
    expect(statSync(join(studio.dataDir, name)).mode & 0o777, name).toBe(0o600)

  const found: string[] = []
  let places = 0
  const search = (place: string, content: Buffer | string, more = secrets) => {
    places += 1
    const bytes = Buffer.from(content as string)
    for (const [name, secret] of more)
      for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
        if (bytes.includes(form)) found.push(`${name} in ${place}`)
  }
  // better-auth keeps a session's token; without the signature it opens nothing, and nobody is shown it
  const shown = new Map([
    ...secrets,
    ...sessions.map(({ token }, i): [string, string] => [`token ${i}`, token]),
  ])

  for (const file of filesUnder(studio.dataDir))
    if (!/(auth-secret|local-token|secret-key)$/.test(file)) search(file, readFileSync(file))
  for (const file of filesUnder('.next/static')) search(file, readFileSync(file), shown)
  search('the server’s output', studio.output(), shown)
  expect(studio.output()).toContain('"route":"/api/v1/links/[token]"')
  expect(studio.output()).toContain('"route":"/shared/[token]"')
  expect(studio.output(), 'names nobody').not.toMatch(/@example\.com/)
  for (const who of ['owner', 'lead'] as const) {
    for (const [key, row] of Object.entries(accessTable).filter(([key]) => key.startsWith('GET ')))
      for (const file of key.endsWith('[file]') ? ['all.zip', 'manifest.json', 'test.lines.jsonl'] : ['']) {
        const ids = { ...idsOf(cast, row, who), file }
        search(`${key} ${file}`, (await ask(studio, questionOf(cast, key, row, who, ids))).text, shown)
      }
    for (const path of Object.keys(pageTable)) {
      // whoever opens a link has its token
      const address = fill(path, { dataset: here.dataset, token: 'x'.repeat(43) })
      for (const rsc of [null, '1']) {
        const cookie = cookies[who]
        const { text } = await ask(studio, {
          method: 'GET',
          path: address,
          page: true,
          cookie,
          headers: { rsc },
        })
        search(address, text, shown)
      }
    }
  }
  tables.close()
  expect(places).toBeGreaterThan(100)
  expect(found).toEqual([])
})
