import { z } from 'zod'
import { verbOf } from '@/lib/auth/permissions'
import { errorCodes, statusOf } from '@/lib/result/app-error'
import type { Access, RouteSpec } from '@/lib/result/route'
import { failure } from '@/lib/result/schema'

type JsonSchema = Record<string, unknown>
/** All routes, and the schemas by name to which those of their answers refer. */
export type DescribedApi = { routes: DescribedRoute[]; schemas: Record<string, JsonSchema> }

/** One method of one route: its address as it stands in app/, what it takes, and what its code says about it. */
export type DescribedRoute = {
  method: string
  /** Such as `/datasets/[dataset]/examples`, behind `/api/v1`. */
  path: string
  spec: RouteSpec
  /** The schema of its answer; null for a stream or a file. */
  answer: JsonSchema | null
  /** A sentence, and more; empty where nothing is said. */
  summary: string
  description: string
}

type Parameter = { name: string; in: 'path' | 'query'; required: boolean; schema: JsonSchema }
export type Operation = {
  operationId: string
  tags: string[]
  summary?: string
  description?: string
  parameters?: Parameter[]
  requestBody?: object
  responses: object
  security: Record<string, string[]>[]
  'x-access': Access
  /** What a key needs. */
  'x-verb'?: string
}
export type OpenApi = {
  openapi: '3.1.0'
  info: { title: string; version: string; description: string }
  servers: { url: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, JsonSchema>; securitySchemes: object; responses: object }
}

const about = `Everything that the pages do. Every failure has one shape, \`Failure\`. A request that changes something carries an
\`operationId\` that the client makes (8 to 64 letters, digits, - and _): the same id again has no second effect and gets the first answer.
What one may not see is not there: 404.`

/** The OpenAPI 3.1 description of these routes: requests by the zod schemas that check them, answers by their types. */
export function describeApi({ routes, schemas }: DescribedApi, version: string): OpenApi {
  const paths: OpenApi['paths'] = {}
  for (const route of [...routes].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))) {
    const address = route.path.replace(/\[(\w+)\]/g, '{$1}')
    paths[address] = { ...paths[address], [route.method.toLowerCase()]: operationOf(route) }
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

function operationOf({ method, path, spec, answer, summary, description }: DescribedRoute): Operation {
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
      '200': answer
        ? { description: 'What was asked for.', content: { 'application/json': { schema: answer } } }
        : { description: 'A stream, a file, or an answer without a body.' },
      default: { $ref: '#/components/responses/Failure' },
    },
    security: securityOf(spec.access),
    'x-access': spec.access,
    ...verbIn(spec.access),
  }
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
