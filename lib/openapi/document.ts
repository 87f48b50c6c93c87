import { z } from 'zod'
import { verbOf } from '@/lib/auth/permissions'
import { errorCodes, statusOf } from '@/lib/result/app-error'
import type { Access, RouteSpec } from '@/lib/result/route'
import { failure } from '@/lib/result/schema'
import type { JsonSchema, OpenApi, Operation, Parameter } from './schema'

/** All routes, and the names by which their answers refer to schemas of the rooms. */
export type DescribedApi = { routes: DescribedRoute[]; names: ReadonlyMap<z.ZodType, string> }

/** One method of one route: its address as it stands in app/, what it takes, and what its code says about it. */
export type DescribedRoute = {
  method: string
  /** Such as `/datasets/[dataset]/examples`, behind `/api/v1`. */
  path: string
  spec: RouteSpec
  /** A sentence, and more; empty where nothing is said. */
  summary: string
  description: string
}

const about = `Everything that the pages do. Every failure has one shape, \`Failure\`. A request that changes something carries an
\`operationId\` that the client makes (8 to 64 letters, digits, - and _): the same id again has no second effect and gets the first answer.
What one may not see is not there: 404.`

/** The OpenAPI 3.1 description of these routes: by the zod schemas that check each request, and that tests check each answer by. */
export function describeApi({ routes, names }: DescribedApi, version: string): OpenApi {
  const answers = routes.flatMap(({ spec }) => (spec.answer ? [nameOf(spec.answer, names)] : []))
  const schemas = reachable(new Set(answers), describeSchemas(names))
  const paths: OpenApi['paths'] = {}
  for (const route of [...routes].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))) {
    const address = route.path.replace(/\[(\w+)\]/g, '{$1}')
    paths[address] = {
      ...paths[address],
      [route.method.toLowerCase()]: operationOf(route, names),
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Finecut', version, description: about },
    servers: [{ url: '/api/v1' }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key, made on the profile page.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'finecut.session_token',
          description:
            'A browser that is signed in; what changes something must come from the studio’s own pages.',
        },
        share: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'A guest’s page: `Share TOKEN`.',
        },
      },
      schemas: { ...schemas, Failure: schemaOf(failure) },
      responses: {
        Failure: {
          description: `A failure: ${errorCodes.map((code) => `${statusOf[code]} ${code}`).join(', ')}.`,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } },
        },
      },
    },
  }
}

function operationOf(
  { method, path, spec, summary, description }: DescribedRoute,
  names: DescribedApi['names'],
): Operation {
  const parameters = [...parametersOf(spec.params, 'path'), ...parametersOf(spec.query, 'query')]
  return {
    operationId: [method.toLowerCase(), ...path.split('/').filter(Boolean)].join('-').replace(/[[\]]/g, ''),
    tags: [tagOf(path)],
    ...(summary ? { summary } : {}),
    ...(description ? { description } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(spec.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(spec.body) } } } }
      : {}),
    responses: {
      '200': spec.answer
        ? {
            description: 'What was asked for.',
            content: { 'application/json': { schema: { $ref: refTo(nameOf(spec.answer, names)) } } },
          }
        : { description: 'A stream, a file, or an answer without a body.' },
      default: { $ref: '#/components/responses/Failure' },
    },
    security: securityOf(spec.access),
    'x-access': spec.access,
    ...verbIn(spec.access),
  }
}

function nameOf(answer: z.ZodType, names: DescribedApi['names']): string {
  const name = names.get(answer)
  if (!name) throw new Error('An answer is no schema that a room exports.')
  return name
}

/** What a path is about: the word behind the dataset, else its first. */
function tagOf(path: string): string {
  const [first = '', , third] = path.split('/').filter(Boolean)
  return first === 'datasets' && third ? third : first
}

function securityOf(access: Access): Record<string, string[]>[] {
  if (access === 'anyone') return []
  if (access === 'see what is shared') return [{ share: [] }]
  return access === 'signed in' || verbOf[access] === null
    ? [{ session: [] }]
    : [{ key: [] }, { session: [] }]
}

function verbIn(access: Access): { 'x-verb'?: string } {
  const verb = access === 'anyone' || access === 'signed in' ? null : verbOf[access]
  return verb === null ? {} : { 'x-verb': verb }
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Parameter[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema) as {
    properties?: Record<string, JsonSchema>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (required.includes(name) && property.default === undefined),
    schema: property,
  }))
}

/** As a client writes it. What no schema can say (JSON of any shape) takes anything. */
function schemaOf(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest
}

/** Schemas of the rooms as they stand in answers, by name, which is also how they name each other. */
function describeSchemas(names: DescribedApi['names']): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>()
  for (const [schema, id] of names) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, {
    io: 'output',
    unrepresentable: 'any',
    uri: refTo,
    // a client is to bear what is added one day
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
    },
  })
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
  )
}

/** Those of `all` that `found` leads to, in the order of their names. */
function reachable(found: ReadonlySet<string>, all: Record<string, JsonSchema>): Record<string, JsonSchema> {
  const names = new Set(found)
  for (const name of names)
    for (const [, next] of JSON.stringify(all[name]).matchAll(/"#\/components\/schemas\/(\w+)"/g))
      names.add(next!)
  return Object.fromEntries([...names].sort().map((name) => [name, all[name]!]))
}

const refTo = (name: string): string => `#/components/schemas/${name}`
