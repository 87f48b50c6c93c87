import 'server-only'
import OpenAI, { APIConnectionError, APIError } from 'openai'
import { countTokensOf } from '@/lib/tokens/count'
import { Guarded, guardedFetch } from './guarded-fetch'
import type { EndpointSettings } from './schema'

export type Endpoint = EndpointSettings & { baseUrl: string; model: string; key: string | null }
export type Question = {
  messages: { role: 'system' | 'user'; content: string }[]
  form: { name: string; schema: Record<string, unknown> }
}

/** Why there is no answer; sentences in `errors.<reason>`. */
export type AskReason =
  | 'readerUnauthorized'
  | 'readerNoModel'
  | 'readerRefused'
  | 'readerRateLimited'
  | 'readerBroken'
  | 'readerSlow'
  | 'readerUnreachable'
  | Guarded['reason']
export type Answered = { kind: 'answer'; text: string; tokensIn: number; tokensOut: number }
export type Unanswered = {
  kind: 'failure'
  reason: AskReason
  /** `once`: of this question; `passing`: another try may go better; `lasting`: an owner has to mend it. */
  lasts: 'once' | 'passing' | 'lasting'
  /** What the endpoint asks to wait for. */
  retryAfterMs: number | null
}
/** It answered, and not in the way of a chat endpoint. */
export type Garbled = { kind: 'garbled'; tokensIn: number; tokensOut: number }

/** One question to the model, tried once. Nothing that the endpoint says of a failure is passed on. */
export async function askModel(
  endpoint: Endpoint,
  question: Question,
  signal: AbortSignal,
): Promise<Answered | Unanswered | Garbled> {
  const { baseUrl, model, key, timeoutSeconds, mostTokensOut, answerForm, allowPrivate } = endpoint
  const limit = AbortSignal.timeout(timeoutSeconds * 1000)
  const client = new OpenAI({
    baseURL: baseUrl,
    apiKey: key ?? 'none',
    // nothing of the environment goes along
    organization: null,
    project: null,
    webhookSecret: null,
    adminAPIKey: null,
    defaultHeaders: key === null ? { authorization: null } : {},
    fetch: guardedFetch({ allowPrivate }),
    maxRetries: 0,
    // our own limit is over the whole answer, theirs over its head alone
    timeout: 600_000,
    logLevel: 'off',
  })
  const { name, schema } = question.form
  const form = {
    schema: { type: 'json_schema', json_schema: { name, schema, strict: true } },
    object: { type: 'json_object' },
    words: undefined,
  } as const
  try {
    const told: unknown = await client.chat.completions.create(
      {
        model,
        messages: question.messages,
        // the old name is the one that local servers know, and the new one the only one that OpenAI's newer models do
        ...(new URL(baseUrl).hostname.endsWith('openai.com')
          ? { max_completion_tokens: mostTokensOut }
          : { max_tokens: mostTokensOut }),
        ...(form[answerForm] ? { response_format: form[answerForm] } : {}),
      },
      { signal: AbortSignal.any([signal, limit]) },
    )
    return await readCompletion(told, question)
  } catch (error) {
    signal.throwIfAborted()
    if (limit.aborted) return failed('readerSlow')
    return fail(error) ?? { kind: 'garbled', ...(await estimated(question, '')) }
  }
}

const failed = (
  reason: AskReason,
  lasts: Unanswered['lasts'] = 'passing',
  retryAfterMs: number | null = null,
): Unanswered => ({ kind: 'failure', reason, lasts, retryAfterMs })

/** Null for a body that can't be read: JSON that is none. */
function fail(error: unknown): Unanswered | null {
  const guarded = causeOf(error)
  if (guarded) return failed(guarded.reason, guarded.reason === 'readerTooLarge' ? 'once' : 'lasting')
  if (error instanceof APIConnectionError) return failed('readerUnreachable')
  if (!(error instanceof APIError)) return null
  const { status, headers } = error as APIError
  const wait = readRetryAfter(headers?.get('retry-after') ?? null, Date.now())
  if (status === 401 || status === 403) return failed('readerUnauthorized', 'lasting')
  if (status === 404) return failed('readerNoModel', 'lasting')
  if (status === 429) return failed('readerRateLimited', 'passing', wait)
  if (status === undefined || status === 408 || status >= 500) return failed('readerBroken', 'passing', wait)
  return failed('readerRefused', 'once')
}

function causeOf(error: unknown): Guarded | null {
  for (let e = error, depth = 0; e instanceof Error && depth < 6; e = e.cause, depth++)
    if (e instanceof Guarded) return e
  return null
}

/** Milliseconds until then, from seconds or a date; null where it says nothing of use. */
export function readRetryAfter(value: string | null, nowMs: number): number | null {
  if (value === null) return null
  const seconds = /^\d{1,9}(\.\d{1,3})?$/.test(value) ? Number(value) : Number.NaN
  if (!Number.isNaN(seconds)) return Math.ceil(seconds * 1000)
  const at = value.length < 60 && value.endsWith(' GMT') ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs)
}

type Loose = { [key: string]: unknown } | null | undefined
const inside = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Loose)?.[key] : undefined

// what comes is whatever a server says: nothing of the library's types is believed
async function readCompletion(told: unknown, question: Question): Promise<Answered | Garbled> {
  const choices = inside(told, 'choices')
  const choice: unknown = Array.isArray(choices) ? choices[0] : undefined
  const text = inside(inside(choice, 'message'), 'content')
  const guess = await estimated(question, typeof text === 'string' ? text : '')
  const usage = inside(told, 'usage')
  const used = {
    tokensIn: countOf(inside(usage, 'prompt_tokens')) ?? guess.tokensIn,
    tokensOut: countOf(inside(usage, 'completion_tokens')) ?? guess.tokensOut,
  }
  const isWhole = typeof text === 'string' && inside(choice, 'finish_reason') !== 'length'
  return isWhole ? { kind: 'answer', text, ...used } : { kind: 'garbled', ...used }
}

const mostBelieved = 10_000_000
const countOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value < mostBelieved ? value : null

async function estimated(question: Question, text: string) {
  const counts = await countTokensOf([...question.messages.map(({ content }) => content), text], {
    background: true,
  })
  return { tokensIn: counts.slice(0, -1).reduce((sum, count) => sum + count, 0), tokensOut: counts.at(-1)! }
}

/** US dollars. */
export const costOf = (
  { priceIn, priceOut }: Pick<EndpointSettings, 'priceIn' | 'priceOut'>,
  { tokensIn, tokensOut }: { tokensIn: number; tokensOut: number },
): number => (tokensIn * priceIn + tokensOut * priceOut) / 1_000_000
