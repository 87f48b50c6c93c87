import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openChatServer, said } from '../lib/testing/chat-server'
import { accessTable } from './fixtures/access-table'
import { type Answer, ask } from './fixtures/ask'
import { newId } from './fixtures/cast'
import { readContract } from './fixtures/contract'
import { expect, test } from './fixtures/studio'
import { chat } from './fixtures/work'

/** Routes that refuse everybody in the table of access, since there is nothing there to do it to. */
const refusing = new Set(Object.keys(accessTable).map((key) => key.replace(/ \(.*/, '')))
for (const [key, { answer = 200, least }] of Object.entries(accessTable))
  if (answer < 400 && least !== 'nobody') refusing.delete(key.replace(/ \(.*/, ''))

const settings = {
  ...{ priceIn: 1, priceOut: 2, requestsPerMinute: 6_000, timeoutSeconds: 30 },
  ...{ mostTokensIn: 8_000, mostTokensOut: 1_000, answerForm: 'schema', allowPrivate: true },
}

test('what the table of access only sees refused answers as it is described, too', async ({ studio }) => {
  const endpoint = await openChatServer()
  const contract = await readContract(studio)
  const proved = new Set<string>()
  const ids: Record<string, string> = {}
  let cookie = ''
  /** Asks a route by its name, with the ids that are known by now, and holds the answer against its description. */
  async function prove<T>(route: string, body?: object, more: Record<string, string> = {}): Promise<T> {
    const [method = '', place = ''] = route.replace(/\?.*/, '').split(' ')
    const path = place.replace(/\[(\w+)\]/g, (_, name: string) => ids[name] ?? `no ${name}`)
    const answer: Answer = await ask(studio, {
      method,
      path: path + (/\?.*/.exec(route)?.[0] ?? ''),
      ...(more.authorization ? { headers: more } : { cookie }),
      ...(body ? { body: { operationId: newId(), ...body } } : {}),
    })
    expect(answer.status, `${route}: ${answer.text}`).toBe(200)
    expect(contract.problemOf(`${method} ${place}`, answer), route).toBeNull()
    proved.add(`${method} ${place}`)
    cookie ||= answer.headers.getSetCookie().join('; ')
    return JSON.parse(answer.text) as T
  }
  const ended = (route: string, state = 'done') =>
    expect.poll(async () => (await prove<{ state: string }>(route)).state, { timeout: 30_000 }).toBe(state)
  const at = '/datasets/[dataset]'

  await test.step('the first account, a dataset, examples', async () => {
    const token = new URL(studio.setupLink).searchParams.get('token')
    const person = { name: 'Studio owner', email: 'owner@example.com', password: 'correct horse battery' }
    await prove('POST /setup', { token, ...person })
    ids.dataset = (await prove<{ id: string }>('POST /datasets', { name: 'Support' })).id
  })
  const asked = ['lamp', 'chair', 'table', 'shelf', 'desk', 'stool'].map(
    (word, i) =>
      `The ${word} that I ordered as number ${7919 * (i + 1)} has not come yet; ${word} where are you?`,
  )
  for (const question of asked)
    await prove(`POST ${at}/examples`, { text: chat(['user', question], ['assistant', `Soon, ${question}`]) })

  await test.step('split/2: adopted, placed, held, accepted, moved', async () => {
    const compare = async () => {
      ids.comparison = (await prove<{ id: string }>(`POST ${at}/duplicates/comparisons`, {})).id
      await ended(`GET ${at}/duplicates/comparisons/[comparison]`)
    }
    const run = async (route: string, body: object) => {
      ids.splitRun = (await prove<{ id: string }>(`POST ${at}/split/${route}`, body)).id
      await ended(`GET ${at}/split/runs/[splitRun]`)
    }
    await compare()
    const rule = { seed: 7, trainShare: 0.5, validationShare: 0, groupIds: [], threshold: 0.85 }
    await run('adopt', { settings: rule })
    const sides = await Promise.all(
      asked.map(async (_, i) => {
        const path = `/datasets/${ids.dataset}/examples/${i + 1}`
        return (JSON.parse((await ask(studio, { method: 'GET', path, cookie })).text) as { split: string })
          .split
      }),
    )
    const [inTrain, inTest] = [sides.indexOf('train'), sides.indexOf('test')]
    const twin = asked[inTest]!
    ids.number = String(inTrain + 1)
    const edit = { type: 'edit-text', path: ['content'], at: 0 }
    await prove(`POST ${at}/examples/[number]/edits`, {
      revision: 1,
      edits: [
        { ...edit, messageId: 'm1', remove: asked[inTrain], insert: `${twin}!` },
        { ...edit, messageId: 'm2', remove: `Soon, ${asked[inTrain]}`, insert: `Soon, ${twin}` },
      ],
    })
    await compare()
    await run('accept', { number: inTrain + 1 })
    await run('move', { number: inTrain + 1, side: 'train' })
    await prove(`POST ${at}/examples`, {
      text: chat(['user', 'Quite another thing?'], ['assistant', 'Yes.']),
    })
    await compare()
    await run('place', {})
  })

  await test.step('two versions compared', async () => {
    const made: string[] = []
    for (const name of ['June', 'July']) {
      ids.version = (
        await prove<{ id: string }>(`POST ${at}/versions`, {
          name,
          recipe: { status: 'all', format: 'sharegpt' },
        })
      ).id
      await ended(`GET ${at}/versions/[version]`, 'ready')
      made.push(ids.version)
    }
    await prove(`GET ${at}/versions/diff?from=${made[0]}&to=${made[1]}`)
  })

  await test.step('a pair of an alternative', async () => {
    ids.number = '7'
    const to = { text: 'No.', origin: 'typed' }
    await prove(`POST ${at}/examples/[number]/edits`, {
      revision: 1,
      edits: [{ type: 'set-alternative', alternativeId: 'a1', messageId: 'm2', from: null, to }],
    })
    await prove(`POST ${at}/examples/[number]/pairs`, { from: 'alternative', alternativeId: 'a1' })
  })

  await test.step('the second reader: tried, asked, stopped, asked on', async () => {
    const reader = { ...settings, baseUrl: endpoint.url, model: 'a-model', key: null }
    await prove('POST /studio/reader', { ...reader, revision: 0 })
    endpoint.reply = () => said({ said: 'Good morning!' })
    await prove('POST /studio/reader/try', {})
    await prove(`POST ${at}/reader/consent`, { allowed: true, model: 'a-model', host: endpoint.host })
    endpoint.reply = () => ({ hangs: true })
    const reading = { looks: ['logic'], selection: { q: '' }, mostMoney: 1, mostExamples: 3 }
    ids.reading = (await prove<{ id: string }>(`POST ${at}/reader`, reading)).id
    await prove(`POST ${at}/reader/[reading]/cancel`, {})
    await ended(`GET ${at}/reader/[reading]`, 'cancelled')
    endpoint.reply = () => said({ remarks: [], answers: [] })
    await prove(`POST ${at}/reader/[reading]/go-on`, {})
    await ended(`GET ${at}/reader/[reading]`)
    await prove(`POST ${at}/examples/[number]/suggestions`, { looks: ['logic'] })
    const wanted = { count: 1, title: 'A case', wanted: '', prompts: [], like: [], tagIds: [], about: null }
    endpoint.reply = () => said({ examples: [] })
    ids.reading = (await prove<{ id: string }>(`POST ${at}/reader/proposals`, { ...wanted, mostMoney: 1 })).id
    await expect
      .poll(async () => (await prove<{ finishedAt: string | null }>(`GET ${at}/reader/[reading]`)).finishedAt)
      .not.toBeNull()
    await prove('DELETE /studio/reader', { revision: 1 })
  })

  await test.step('what a purge would touch, and a backup where the machine’s own token says', async () => {
    ids.purge = (await prove<{ id: string }>(`POST ${at}/purge`, { text: 'shelf', dryRun: true })).id
    await ended(`GET ${at}/purge/[purge]`)
    // asked for the first time, it is made
    await ask(studio, { method: 'GET', path: '/datasets', headers: { authorization: 'Bearer wrong' } })
    const token = readFileSync(join(studio.dataDir, 'local-token'), 'utf8').trim()
    const file = join(studio.dataDir, 'a.backup')
    await prove('POST /studio/backup', { file }, { authorization: `Bearer ${token}` })
  })

  await endpoint.close()
  expect([...refusing].filter((route) => !proved.has(route))).toEqual([])
})
