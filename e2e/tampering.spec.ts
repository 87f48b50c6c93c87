import { type Row, routeOf } from './fixtures/access-row'
import { accessTable } from './fixtures/access-table'
import { type Answer, ask, gist } from './fixtures/ask'
import { type Cast, gather, newId } from './fixtures/cast'
import { everyEdit } from './fixtures/every-edit'
import { idsOf, mutations, questionOf } from './fixtures/questions'
import { share } from './fixtures/share'
import { expect, test } from './fixtures/studio'
import { changes } from './fixtures/tables'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
/** A body with a place in it, such as `edits.0.to`. */
type Place = { path: string; value: Json; replace: (value: unknown) => Json }

/** Every value inside a body, objects and lists among them. */
function placesOf(value: Json, path = '', replace = (v: unknown) => v as Json): Place[] {
  const here = path === '' ? [] : [{ path, value, replace }]
  if (typeof value !== 'object' || value === null) return here
  const inner = Object.entries(value).flatMap(([key, item]) =>
    placesOf(item, path ? `${path}.${key}` : key, (v) => {
      const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>
      copy[key] = v
      return replace(copy)
    }),
  )
  return [...here, ...inner]
}

const nonesuch = 'nonesuch00000000'
const edits = 'POST /datasets/[dataset]/examples/[number]/edits'

/** A body of every mutation, and of the edits one of each kind. */
function everyBody(cast: Cast): { key: string; row: Row; name: string; body: Json }[] {
  const of = (key: string, row: Row, name = key) => ({
    key,
    row,
    name,
    body: row.body?.(cast, 'owner', cast.here) as Json,
  })
  return [
    ...mutations(accessTable)
      .filter(([key, row]) => row.body && !key.startsWith(edits))
      .map(([key, row]) => of(key, row)),
    ...everyEdit(cast.here).map((edit) =>
      of(
        edits,
        { least: 'reviewer', body: () => ({ operationId: newId(), revision: 2, edits: [edit] }) },
        `edit ${edit.type}`,
      ),
    ),
  ]
}

/** Judges one answer: refused, and no row other than a counted sign-in written. */
async function judge(cast: Cast, what: string, answer: Answer, wrong: string[]): Promise<void> {
  if (answer.status < 400 || answer.status >= 500)
    wrong.push(`${what}: ${answer.status} ${answer.text.slice(0, 200)}`)
  if (!cast.tables.changed()) return
  const { SignInAttempt: _, ...after } = cast.tables.dump()
  const written = changes(cast.tables.kept(), after)
  if (written.length > 0) wrong.push(`${what} wrote ${written.map((row) => row.slice(0, 60))}`)
  await cast.tables.restore()
}

test('E24: what belongs to another dataset or person is not there, whatever address or body names it', async ({
  studio,
}) => {
  const cast = await gather(studio)
  const { tables, here, there } = cast
  const wrong: string[] = []
  let swaps = 0
  for (const [key, row] of Object.entries(accessTable))
    for (const who of ['reviewer', 'lead', 'owner'] as const) {
      const ids = idsOf(cast, row, who)
      const foreign: Record<string, string[]> = {
        ...Object.fromEntries(Object.entries(idsOf(cast, row, who, there)).map(([name, id]) => [name, [id]])),
        user: key.includes('members') || who !== 'owner' ? [cast.people.outsider] : [],
        upload: [cast.uploads.outsider.open, cast.uploads.viewer.complete],
        session: [cast.sessions.viewer],
        key: [cast.keys.viewer],
        invitation: key.includes('[dataset]') ? [there.invitation, cast.studioInvitation] : [here.invitation],
        token: [here.invitation.padEnd(43, 'x')],
      }
      for (const [, name = ''] of routeOf(key).path.matchAll(/\[(\w+)\]/g)) {
        // names that are the same in every dataset
        if (['dataset', 'file', 'format', 'revision', 'check'].includes(name)) continue
        const unknown = name === 'number' ? '1999999999' : name === 'token' ? 'x'.repeat(43) : nonesuch
        const absent = await ask(studio, questionOf(cast, key, row, who, { ...ids, [name]: unknown }))
        for (const id of foreign[name] ?? []) {
          const answer = await ask(studio, questionOf(cast, key, row, who, { ...ids, [name]: id }))
          await judge(cast, `${key} as ${who} with another's ${name}`, answer, wrong)
          if (gist(answer) !== gist(absent))
            wrong.push(`${key} as ${who}: another's ${name} looks unlike none: ${answer.text}`)
          swaps += 1
        }
      }
      const body = row.body?.(cast, who, here) as Json | undefined
      if (body === undefined || who === 'reviewer') continue
      for (const { path, value, replace } of placesOf(body)) {
        const name = Object.keys(here).find((name) => here[name as keyof typeof here] === value)
        const theirs =
          value === cast.uploads[who].complete
            ? cast.uploads.outsider.complete
            : path === 'like'
              ? Number(there.number)
              : path === 'recipe.stratify'
                ? there.group
                : name && there[name as keyof typeof there]
        // an export or a version that has started says later that there is no such group, as it does of any name
        if (!theirs || (path === 'recipe.stratify' && /\/(exports|versions)$/.test(key))) continue
        const send = (id: string | number) =>
          ask(studio, questionOf(cast, key, row, who, ids, replace(id) as object))
        const unknown = typeof theirs === 'number' ? 1_999_999_999 : nonesuch
        const answer = await send(theirs)
        await judge(cast, `${key} as ${who} with another's ${path}`, answer, wrong)
        const absent = await send(unknown)
        tables.changed()
        if (gist(answer) !== gist(absent).replaceAll(String(unknown), String(theirs)))
          wrong.push(`${key} as ${who}: another's ${path} looks unlike none: ${answer.text}`)
        swaps += 1
      }
    }
  tables.close()
  expect(swaps).toBeGreaterThan(100)
  expect(wrong).toEqual([])
})

const extras: [string, Json][] = [
  ['status', 'approved'],
  ['datasetId', nonesuch],
  ['role', 'lead'],
  ['studioRole', 'owner'],
  ['id', nonesuch],
  ['authorId', nonesuch],
  ['approvedHash', 'abc'],
  ['disabledAt', null],
  ['constructor', { prototype: { role: 'owner' } }],
]

test('E24: keys and columns that a request has no business with change nothing', async ({ studio }) => {
  const cast = await gather(studio)
  const { tables } = cast
  const wrong: string[] = []
  let sent = 0
  for (const { key, row, name, body } of everyBody(cast)) {
    const send = (body: object | string) => ask(studio, questionOf(cast, key, row, 'owner', undefined, body))
    const objects: Place[] = [
      { path: 'body', value: body, replace: (value) => value as Json },
      ...placesOf(body).filter(({ value }) => typeof value === 'object' && value && !Array.isArray(value)),
    ]
    for (const { path, value, replace } of objects) {
      // a message holds whatever its file held
      if (path.endsWith('message')) continue
      for (const [extra, content] of extras) {
        const isItsOwn =
          extra in (value as object) || (extra === 'studioRole' && key.endsWith('/invitations'))
        if (isItsOwn) continue
        const answer = await send(replace({ ...(value as object), [extra]: content }) as object)
        await judge(cast, `${name} with ${extra} in ${path}`, answer, wrong)
        sent += 1
      }
      const marked = JSON.stringify(replace({ ...(value as object), marker: 0 }))
      const answer = await send(
        marked.replace('"marker":0', '"__proto__":{"role":"owner","studioRole":"owner"}'),
      )
      await judge(cast, `${name} with __proto__ in ${path}`, answer, wrong)
    }
  }
  for (const [key, row] of Object.entries(accessTable)) {
    const question = questionOf(cast, key, row, 'owner')
    for (const extra of ['status=approved', 'datasetId=x', 'constructor=x', 'offset[]=1']) {
      const path = `${question.path}${row.query ? '&' : '?'}${extra}`
      await judge(cast, `${key} asked with ${extra}`, await ask(studio, { ...question, path }), wrong)
    }
  }
  tables.close()
  expect(sent).toBeGreaterThan(500)
  expect(wrong).toEqual([])
})

/** Where null, an empty object or any text is a value like others. */
const takesNull =
  /(targetMin|targetMax|stratify|messageId|expiresAt|toAfterId|fromAfterId|afterId|balance)$|presence number$|cost (epochs|text)$|keys datasets$|split\/\S+ side$|coverage target$|^edit set-(weight|source-key|alternative) edits\.0\.(from|to)$/
const takesAnything = /^edit (set-field edits\.0\.to|insert-message edits\.0\.message\.content)$/
const takesLongText = /guidelines|\btext|insert$|remove$|\.message\./

function wrongValues(where: string, value: Json): unknown[] {
  const always = [{}, []]
  const absent = takesNull.test(where) ? [] : [null]
  const long = takesLongText.test(where) ? [] : ['x'.repeat(250_000)]
  if (where.endsWith('operationId')) return [...always, null, 1e308, 'x'.repeat(250_000)]
  if (typeof value === 'string') return [...always, ...absent, ...long, 1e308, -1, true]
  if (typeof value === 'number') return [...always, ...absent, 'NaN', '1', -1, 1e308, 2 ** 53 - 1, true]
  if (typeof value === 'boolean') return [...always, ...absent, 'true', 1, 1e308]
  if (value === null) return [...always, true, 1e308, 'x'.repeat(250_000)]
  return Array.isArray(value) ? [{}, null, 'x', 1, true, [null], [{}]] : [[], ...absent, 'x', 1, true]
}

test('E24: a value of another kind in any place of any body is refused, and changes nothing', async ({
  studio,
}) => {
  test.setTimeout(share(180_000, 900_000))
  const cast = await gather(studio)
  const { tables } = cast
  const wrong: string[] = []
  let sent = 0
  let place = 0
  for (const { key, row, name, body } of everyBody(cast)) {
    const send = (body: object | string) => ask(studio, questionOf(cast, key, row, 'owner', undefined, body))
    // untouched it is taken; E23 sees as much of the bodies of all other rows
    if (key === edits) {
      const answer = await send(body as object)
      expect(answer.status, `${name}: ${answer.text}`).toBe(200)
      await tables.restore()
    }
    for (const { path, value, replace } of placesOf(body)) {
      const where = `${name} ${path}`
      if (takesAnything.test(where)) continue
      // in each `npm test` a third of them for each place, others for the next
      const values = wrongValues(where, value).filter((_, i) => (i + place) % share(3, 1) === 0)
      place += 1
      for (const other of values) {
        const answer = await send(replace(other) as object)
        await judge(cast, `${where} = ${JSON.stringify(other).slice(0, 40)}`, answer, wrong)
        sent += 1
      }
      if (typeof value !== 'string') continue
      for (const odd of ['\u0000', '\ud800', '\'; DROP TABLE "User"; --']) {
        const answer = await send(replace(odd) as object)
        if (answer.status >= 500) wrong.push(`${where} = ${JSON.stringify(odd)}: ${answer.status}`)
        if (tables.changed()) await tables.restore()
      }
    }
    for (const whole of ['null', '[]', '"x"', '', '{', '\ufeff', '{"a":1e999}'])
      await judge(cast, `${name} = ${whole}`, await send(whole), wrong)
  }
  for (const [key, row] of Object.entries(accessTable).filter(([key]) => !key.endsWith(')')))
    for (const [, name = ''] of routeOf(key).path.matchAll(/\[(\w+)\]/g))
      for (const odd of ['../..', '\u0000', '__proto__', '-1', '1e99', 'x'.repeat(500), '%']) {
        const ids = { ...idsOf(cast, row, 'owner'), [name]: odd }
        const answer = await ask(studio, questionOf(cast, key, row, 'owner', ids))
        await judge(cast, `${key} with ${name} ${odd.slice(0, 10)}`, answer, wrong)
      }
  tables.close()
  expect(sent).toBeGreaterThan(share(400, 1_000))
  expect(wrong).toEqual([])
})
