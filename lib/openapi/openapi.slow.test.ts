import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { readRoutes } from '@/scripts/read-routes'
import { describeApi } from './document'
import type { OpenApi } from './schema'

let api: OpenApi
beforeAll(async () => {
  api = describeApi(await readRoutes(), '1.2.3')
}, 180_000)

const bytes = [
  'GET /datasets/{dataset}/exports/{export}/files/{file}',
  'GET /datasets/{dataset}/versions/{version}/files/{format}/{file}',
  'GET /live',
  'GET /shared/live',
]

/** Methods and paths as the files under app/api/v1 say. */
const built = readdirSync('app/api/v1', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('route.ts'))
  .flatMap((file) =>
    [...readFileSync(`app/api/v1/${file}`, 'utf8').matchAll(/^export const ([A-Z]+)\b/gm)].map(
      ([, method]) => `${method} /${file.replace(/\/route\.ts$/, '').replace(/\[(\w+)\]/g, '{$1}')}`,
    ),
  )
const operations = () =>
  Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )

describe('the description of the API', () => {
  test('holds every route that is built, and no other', () => {
    expect(built.length).toBeGreaterThan(90)
    expect(
      operations()
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    ).toEqual([...built].sort())
  })

  test('names each operation once, says what it does, and describes each place of its path', () => {
    const ids = operations().map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { path, operation } of operations()) {
      const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const described = (operation.parameters ?? []).filter((p) => p.in === 'path')
      expect(described.map(({ name }) => name).sort(), path).toEqual(places.sort())
      for (const { schema, required } of described) {
        expect(required).toBe(true)
        expect(schema).toHaveProperty('type')
      }
    }
    const silent = operations().filter(({ operation }) => !operation.summary)
    expect(silent.length, silent.map(({ path }) => path).join()).toBeLessThan(5)
  })

  test('says what a body and a query are, as strictly as the schemas that check them', () => {
    const body = api.paths['/datasets']?.post?.requestBody as { content: Record<string, { schema: object }> }
    expect(body.content['application/json']?.schema).toMatchObject({
      type: 'object',
      additionalProperties: false,
      required: ['operationId', 'name'],
      properties: { operationId: { type: 'string', pattern: '^[A-Za-z0-9_-]{8,64}$' } },
    })
    const list = api.paths['/datasets/{dataset}/examples']?.get
    expect(list?.parameters?.map(({ name, in: place }) => `${place} ${name}`)).toEqual([
      'path dataset',
      'query q',
      'query sort',
      'query cursor',
      'query limit',
    ])
    expect(list?.parameters?.at(-1)?.schema).toMatchObject({ type: 'integer', minimum: 1, maximum: 200 })
  })

  test('says what each call answers, but for streams and files', () => {
    const schemaOf = ({ operation }: ReturnType<typeof operations>[number]) =>
      (operation.responses as Record<string, { content?: Record<string, { schema: object }> }>)['200']
        ?.content?.['application/json']?.schema
    const silent = operations()
      .filter((one) => !schemaOf(one))
      .map(({ method, path }) => `${method} ${path}`)
    // what answers bytes is named here; of whatever else a schema is demanded by the types
    expect(silent).toEqual(bytes)
    for (const one of operations())
      expect(schemaOf(one) ?? { type: 'bytes' }, `${one.method} ${one.path}`).not.toEqual({})
    expect(schemaOf(operations().find(({ path }) => path === '/datasets')!)).toEqual({
      $ref: '#/components/schemas/DatasetList',
    })
    expect(api.components.schemas.DatasetList).toMatchObject({
      type: 'object',
      properties: { datasets: { type: 'array', items: { $ref: '#/components/schemas/DatasetRow' } } },
      required: ['datasets'],
    })
    expect(api.components.schemas.ComparisonRow?.properties).toMatchObject({
      threshold: { type: 'number' },
      message: { type: ['string', 'null'] },
    })
  })

  test('says who may: a key where one may, a session, a guest, anyone', () => {
    const securityOf = (path: string, method = 'get') => api.paths[path]?.[method]?.security
    expect(securityOf('/datasets')).toEqual([{ key: [] }, { session: [] }])
    expect(securityOf('/profile/keys')).toEqual([{ session: [] }])
    expect(securityOf('/datasets/{dataset}/members')).toEqual([{ session: [] }])
    expect(securityOf('/shared')).toEqual([{ share: [] }])
    expect(securityOf('/health')).toEqual([])
  })

  test('is JSON of OpenAPI 3.1 whose references lead somewhere', () => {
    const text = JSON.stringify(api)
    expect(JSON.parse(text)).toMatchObject({ openapi: '3.1.0', info: { title: 'Finecut', version: '1.2.3' } })
    for (const [, reference] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = (reference ?? '')
        .split('/')
        .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], api)
      expect(found, reference).toBeDefined()
    }
  })
})
