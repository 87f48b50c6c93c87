import 'server-only'
import { z } from 'zod'
import { authoriseStudio } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { operate } from '@/lib/operations/operate'
import { askModel } from '../ask'
import { requireEndpoint } from '../endpoint'
import type { Tried } from '../schema'

const answer = z.strictObject({ said: z.string().min(1).max(200) })
const { $schema: _, ...schema } = z.toJSONSchema(answer)
const question = {
  messages: [
    {
      role: 'system' as const,
      content: `Answer with one JSON object of this schema and nothing else: ${JSON.stringify(schema)}`,
    },
    { role: 'user' as const, content: 'Say hello in one short sentence.' },
  ],
  form: { name: 'hello', schema: schema as Record<string, unknown> },
}

/**
 * Asks the endpoint for a greeting, in the form that examples are asked about; nothing of any dataset is sent.
 * @throws AppError `conflict` `readerNotSet`, `readerKeyLost`
 */
export async function tryEndpoint(actor: Actor, request: { operationId: string }): Promise<Tried> {
  authoriseStudio(actor, 'set up the second reader')
  const endpoint = await requireEndpoint(db())
  const began = performance.now()
  const told = await askModel(endpoint, question, new AbortController().signal)
  const ms = Math.round(performance.now() - began)
  const tried: Tried = told.kind === 'failure' ? { ok: false, ms, reason: told.reason } : readHello(told, ms)
  return operate(actor, { request, action: 'reader.try' }, async () => ({
    answer: tried,
    details: { ok: tried.ok, ...(tried.ok ? {} : { reason: tried.reason }) },
  }))
}

function readHello(told: { kind: 'answer'; text: string } | { kind: 'garbled' }, ms: number): Tried {
  try {
    const read = told.kind === 'answer' ? answer.safeParse(JSON.parse(told.text)) : null
    if (read?.success) return { ok: true, ms, said: read.data.said.replaceAll('\0', '').toWellFormed() }
  } catch {
    // no JSON
  }
  return { ok: false, ms, reason: 'readerMalformed' }
}
