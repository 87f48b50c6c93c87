import { readerAccess } from './fixtures/access-reader'
import { accessTable } from './fixtures/access-table'
import { ask, gist } from './fixtures/ask'
import { gather, newId, roles } from './fixtures/cast'
import { readContract } from './fixtures/contract'
import { pageTable } from './fixtures/page-table'
import { expectedStatus, isLetIn, mutations, questionOf } from './fixtures/questions'
import { fill, listPages, listRoutes } from './fixtures/routes'
import { expect, test } from './fixtures/studio'

/** Routes that write nothing to the database for those they let in. */
const silent = new Set([
  'POST /datasets/[dataset]/balance',
  'POST /datasets/[dataset]/bulk/preview',
  'POST /datasets/[dataset]/examples/[number]/pairs',
  'POST /datasets/[dataset]/cost',
  'POST /datasets/[dataset]/purge',
  'POST /datasets/[dataset]/presence',
  'POST /datasets/[dataset]/exports/check',
  'POST /datasets/[dataset]/uploads/[upload]/preview',
  'POST /datasets/[dataset]/split/report',
  'POST /datasets/[dataset]/split/adopt',
  'POST /datasets/[dataset]/split/place',
  'POST /datasets/[dataset]/split/move',
  'POST /datasets/[dataset]/split/accept',
  'POST /datasets/[dataset]/balance',
  'POST /setup',
  'POST /studio/backup',
  'PATCH /session',
])
/** Routes that let somebody through: their answers are seen. */
const answered = new Set(
  Object.entries(accessTable).flatMap(([key, { answer = 200, least }]) =>
    answer < 400 && least !== 'nobody' ? [key.replace(/ \(.*/, '')] : [],
  ),
)
/** No second reader is set up there: whoever is let in is told so. */
const refusedByReader = Object.entries(readerAccess).flatMap(([key, { answer }]) =>
  answer === 409 ? [key] : [],
)
const nowhere = 'nonesuch00000000'

test('E23: every route and page has a row in the table of access, and every row a route', () => {
  const routes = listRoutes().map(({ method, path }) => `${method} ${path}`)
  expect(routes.length).toBeGreaterThan(60)
  const rows = Object.keys(accessTable).map((key) => key.replace(/ \(.*/, ''))
  expect([...new Set(rows)].sort()).toEqual(routes.sort())
  expect(Object.keys(pageTable).sort()).toEqual(listPages().sort())
})

test('E23: every route lets in whom its row says, and nobody else sees or changes anything', async ({
  studio,
}) => {
  test.setTimeout(400_000)
  const cast = await gather(studio)
  const { tables } = cast
  const wrong: string[] = []
  const contract = await readContract(studio)
  for (const [key, row] of Object.entries(accessTable))
    for (const who of roles) {
      const question = questionOf(cast, key, row, who)
      const mayPass = isLetIn(row, who)
      tables.changed()
      const answer = await ask(studio, question)
      const expected = expectedStatus(key, row, who)
      const says = (what: string) => wrong.push(`${key} as ${who}: ${what}`)
      const broken = contract.problemOf(key.replace(/ \(.*/, ''), answer)
      if (broken) says(`not as openapi.json has it: ${broken}`)
      if (answer.status !== expected) says(`${answer.status}, not ${expected}: ${answer.text.slice(0, 200)}`)
      const isOwnSignOut = key === 'DELETE /session' && answer.status < 300
      if (tables.changed()) {
        if (!mayPass) says('refused, and something was written')
        if (row.cancels) await tables.ended('Import', cast.here.runningImport)
        await tables.restore()
      } else if (
        mayPass &&
        !key.startsWith('GET') &&
        !silent.has(key) &&
        !refusedByReader.includes(key) &&
        !isOwnSignOut
      )
        says('let in, and nothing was written')
      if ((who !== 'outsider' && who !== 'guest') || !key.includes('[dataset]')) continue
      const path = question.path.replace(cast.here.dataset, nowhere)
      if (gist(await ask(studio, { ...question, path })) !== gist(answer))
        says('a dataset that is there looks unlike one that is not')
    }
  tables.close()
  // of what refuses everybody here, for there is nothing to do it to, no answer is seen
  const unseen = contract.unseen().filter((route) => answered.has(route))
  expect({ wrong, unseen }).toEqual({ wrong: [], unseen: [] })
})

test('E23: pages lead strangers to the sign-in, and show outsiders nothing', async ({ studio }) => {
  const cast = await gather(studio)
  const { cookies, tables, tokens, here } = cast
  const wrong: string[] = []
  const content = /Homestead|day 1|The owner|viewer@example/
  // with one of these a request gets past proxy.ts, which only looks whether there is a cookie
  const forged = [
    'finecut.session_token=forged',
    `finecut.session_token=${'x'.repeat(32)}.${'y'.repeat(43)}%3D`,
  ]
  for (const [path, openTo] of Object.entries(pageTable)) {
    const token = path.startsWith('/shared') ? tokens.share : tokens.invitation
    const address = fill(path, { dataset: here.dataset, token })
    const open = (cookie: string | undefined, at = address, headers = {}) =>
      ask(studio, { method: 'GET', path: at, page: true, headers, ...(cookie ? { cookie } : {}) })
    const strangers = [cookies.anonymous, cookies.disabled, ...forged]
    for (const [i, cookie] of strangers.entries()) {
      const { status, headers, text } = await open(cookie)
      const isSentAway = status === 307 && headers.get('location')?.includes('/sign-in')
      if (openTo === 'anyone' ? status !== 200 : !isSentAway)
        wrong.push(`${path} for stranger ${i}: ${status}`)
      // what the browser asks for when it follows a link inside the studio
      const inside = await open(cookie, address, { rsc: '1' })
      if (openTo !== 'anyone' && content.test(text + inside.text))
        wrong.push(`${path} shows stranger ${i} content`)
    }
    const outsider = await open(cookies.outsider)
    const closed = openTo === 'dataset' || openTo === 'owner'
    if ((outsider.status === 404) !== closed) wrong.push(`${path} for the outsider: ${outsider.status}`)
    if (openTo !== 'dataset') continue
    const inside = await open(cookies.outsider, address, { rsc: '1' })
    if (content.test(outsider.text + inside.text)) wrong.push(`${path} shows the outsider content`)
    const gone = await open(cookies.outsider, address.replace(here.dataset, nowhere))
    if (gone.status !== outsider.status)
      wrong.push(`${path}: a dataset that is there answers unlike one that is not`)
    const member = await open(cookies.viewer)
    if (member.status !== 200 || !member.text.includes('Homestead'))
      wrong.push(`${path} for the viewer: ${member.status}`)
  }
  tables.close()
  expect(wrong).toEqual([])
})

test('E25: another site, a sub-domain, or nobody in particular changes nothing with the cookies of a browser', async ({
  studio,
}) => {
  const cast = await gather(studio)
  const { tables, cookies } = cast
  const { port } = new URL(studio.url)
  const origins = [
    'https://elsewhere.example',
    'null',
    null,
    `http://sub.127.0.0.1:${port}`,
    `http://127.0.0.1.elsewhere.example:${port}`,
    `http://localhost:${port}`,
    `http://127.0.0.1:${Number(port) + 1}`,
    'http://127.0.0.1',
    `${studio.url}.elsewhere.example`,
    `http://elsewhere.example#@127.0.0.1:${port}/`,
    '',
  ]
  const wrong: string[] = []
  for (const [key, row] of mutations(accessTable))
    for (const origin of origins) {
      const question = questionOf(cast, key, row, 'owner')
      const { status, error } = await ask(studio, { ...question, headers: { ...question.headers, origin } })
      if (status !== 403 || error?.reason !== 'foreignOrigin') wrong.push(`${key} from ${origin}: ${status}`)
      if (tables.changed()) wrong.push(`${key} from ${origin}: something was written`)
    }
  const own = { operationId: newId(), name: 'From its own pages' }
  const made = await ask(studio, { method: 'POST', path: '/datasets', cookie: cookies.owner, body: own })
  expect(made.status).toBe(200)
  tables.close()
  expect(wrong).toEqual([])
})

test('E23: a wrong local token is nobody, whatever cookie comes with it', async ({ studio }) => {
  const cast = await gather(studio)
  const path = `/datasets/${cast.here.dataset}`
  for (const authorization of ['Bearer wrong', 'Bearer ', 'Basic b3duZXI6', `Bearer ${'x'.repeat(43)}`, '']) {
    const answer = await ask(studio, {
      method: 'GET',
      path,
      cookie: cast.cookies.owner ?? '',
      headers: { authorization },
    })
    expect(answer.status, authorization).toBe(401)
  }
  // the token in a cookie of a session's name, without the signature of this installation
  const token = cast.tables.sql
    .prepare('SELECT token FROM "Session" WHERE "userId" = ?')
    .pluck()
    .get(cast.people.owner)
  for (const cookie of [
    `finecut.session_token=${token}`,
    `finecut.session_token=${token}.`,
    `finecut.session_token=${token}.AAAA`,
  ])
    expect((await ask(studio, { method: 'GET', path, cookie })).status).toBe(401)
  cast.tables.close()
})
