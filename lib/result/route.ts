import 'server-only'
import { z } from 'zod'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Answering } from '@/lib/auth/cookies'
import { shareNotValid } from '@/lib/auth/guest'
import { noteUse } from '@/lib/auth/note-use'
import { isWithinKey, type Permission } from '@/lib/auth/permissions'
import type { Actor } from '@/lib/auth/schema'
import { actorOf, requireActor } from '@/lib/auth/session'
import { studioUrl } from '@/lib/auth/studio-url'
import { logRequest, requestIdOf } from '@/lib/log/request'
import { admit } from './admit'
import { AppError, statusOf } from './app-error'
import { checkAnswer } from './check-answer'
import { readBody } from './read-body'
import { respond, respondWithError, toAppError } from './respond'

/** What a route asks of its caller: a permission (checked by the command), a session, or nothing. */
export type Access = Permission | 'signed in' | 'anyone'

type Spec<A extends Access, P, Q, B, R> = {
  access: A
  params?: z.ZodType<P>
  query?: z.ZodType<Q>
  body?: z.ZodType<B>
  /** What it answers; left out: a stream or a file. */
  answer?: z.ZodType<R>
  /** Largest body in bytes; default 1 MB. */
  maxBytes?: number
}
/** What a route says of itself, for the description of the API. */
export type RouteSpec = {
  access: Access
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  answer?: z.ZodType
  maxBytes?: number
}
type Call<A extends Access, P, Q, B> = {
  actor: A extends 'anyone' ? Actor | null : Actor
  params: P
  query: Q
  body: B
  request: Request
}
type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>

const nothing = z.strictObject({})

const defaultMaxBytes = 1 << 20

/** A route in four steps: who is asking, parse, command or query, respond. A returned Response passes through. */
export function route<A extends Access, P = object, Q = object, B = undefined, R = never>(
  spec: Spec<A, P, Q, B, R>,
  handle: (call: Call<A, P, Q, B>) => Promise<NoInfer<R> | Answering<NoInfer<R>>>,
): Handler & { spec: RouteSpec } {
  const handler: Handler = async (request, context) => {
    const startedAt = performance.now()
    const id = requestIdOf(request)
    // Next gives no params at all to a path without any
    const given = (await context.params) ?? {}
    let actor: Actor | null = null
    let over = () => {}
    const answered = (status: number, failure?: { error: AppError; thrown: unknown }) =>
      logRequest({ id, request, params: given, actorId: actor?.id ?? null, status, startedAt, failure })
    try {
      over = admit(request.method)
      actor = await letIn(spec.access, request.headers)
      if (request.method !== 'GET') requireOwnOrigin(request)
      const params = parse((spec.params ?? nothing) as z.ZodType, given, 'params') as P
      const url = new URL(request.url)
      const query = parse(
        (spec.query ?? nothing) as z.ZodType,
        Object.fromEntries(url.searchParams),
        'query',
      ) as Q
      const body = (spec.body ? await readBodyOf(spec, spec.body, actor, params, request) : undefined) as B
      const value = await handle({ actor: actor as Call<A, P, Q, B>['actor'], params, query, body, request })
      await noteUse(actor)
      const response = value instanceof Response ? value : respond(value)
      await checkAnswer(`${request.method} ${new URL(request.url).pathname}`, spec.answer, response)
      answered(response.status)
      return response
    } catch (thrown) {
      const error = toAppError(thrown)
      answered(statusOf[error.code], { error, thrown })
      return respondWithError(error, request, id)
    } finally {
      over()
    }
  }
  return Object.assign(handler, { spec: spec as RouteSpec })
}

/**
 * A guest is let in where guests are, and nowhere else, whatever a command would say; a key as far as it goes, and not
 * to what belongs to a person who is signed in.
 */
async function letIn(access: Access, headers: Headers): Promise<Actor | null> {
  if (access === 'anyone') {
    const actor = await actorOf(headers)
    return actor?.kind === 'guest' || actor?.kind === 'key' ? null : actor
  }
  const actor = await requireActor(headers)
  const isForGuests = access === 'see what is shared'
  if (actor.kind === 'guest' && !isForGuests) throw new AppError('not_found')
  if (actor.kind !== 'guest' && isForGuests) throw shareNotValid()
  if (actor.kind === 'key' && (access === 'signed in' || !isWithinKey(actor, access)))
    throw new AppError('forbidden', 'notByKey')
  return actor
}

/** A large body is not even read for whom the command would refuse: its bytes would be held for nothing. */
async function readBodyOf(
  { access, maxBytes = defaultMaxBytes }: Pick<RouteSpec, 'access' | 'maxBytes'>,
  schema: z.ZodType,
  actor: Actor | null,
  params: unknown,
  request: Request,
): Promise<unknown> {
  const { dataset } = params as { dataset?: string }
  if (maxBytes > defaultMaxBytes && actor && dataset && access !== 'anyone' && access !== 'signed in')
    await authoriseDataset(actor, access, dataset)
  return parse(schema, await readJson(request, maxBytes), 'body')
}

// A browser sends Origin with every request that can change something. The local token is no cookie: nothing
// sends it by itself.
function requireOwnOrigin(request: Request): void {
  if (request.headers.get('authorization') !== null) return
  const origin = request.headers.get('origin')
  const host = request.headers.get('host')
  const own = origin !== null && (origin === studioUrl() || (host !== null && sameHost(origin, host)))
  if (!own) throw new AppError('forbidden', 'foreignOrigin')
}

function sameHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host
}

function parse<T>(schema: z.ZodType<T>, value: unknown, place: 'params' | 'query' | 'body'): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  // an id of the wrong shape is an address where nothing is
  if (place === 'params') throw new AppError('not_found')
  const issue = parsed.error.issues[0]
  const field = [place, ...(issue?.path ?? [])].join('.')
  throw new AppError('invalid', 'invalidField', { params: { field, problem: issue?.message ?? '' } })
}

async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  if (!request.headers.get('content-type')?.startsWith('application/json'))
    throw new AppError('invalid', 'notJsonBody')
  const bytes = await readBody(request.body, maxBytes)
  if (bytes === 'too large') throw new AppError('too_large', 'bodyTooLarge', { params: { bytes: maxBytes } })
  if (bytes === 'cut') throw new AppError('invalid', 'notJsonBody')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new AppError('invalid', 'notJsonBody')
  }
}
