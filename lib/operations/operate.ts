import 'server-only'
import { addAuditEvent } from '@/lib/audit/writes'
import type { Actor } from '@/lib/auth/schema'
import { type Tx, transaction } from '@/lib/db/client'
import { takeTurn } from '@/lib/db/turn'
import { publish } from '@/lib/live/hub'
import type { LiveEvent } from '@/lib/live/schema'
import { findAnswer, keepAnswer } from './writes'

export type Operation = {
  operationId: string
  action: string
  datasetId?: string
  target?: string
  /** What reads first and writes by what it read names here what others of its kind name too: they wait. */
  turn?: string
}
/** `details` go into the audit row, `events` out after the commit. */
export type Outcome<T> = { answer: T; details?: unknown; events?: LiveEvent[]; target?: string }

const keyOf = (actor: Pick<Actor, 'id'>, operationId: string) => `${actor.id}:${operationId}`

/** The first answer to an operation id, for a command that must know before it begins costly work. */
export async function getFirstAnswer<T>(
  actor: Pick<Actor, 'id'>,
  operationId: string,
): Promise<{ answer: T } | undefined> {
  const first = await transaction((tx) => findAnswer(tx, keyOf(actor, operationId)))
  return first as { answer: T } | undefined
}

/**
 * The one way a command writes: one short transaction with the change, its audit row and its answer; the same
 * operation id again gives the first answer and changes nothing; live events go out after the commit.
 * `answer` must be JSON.
 */
export async function operate<T>(
  actor: Pick<Actor, 'id'>,
  op: Operation,
  body: (tx: Tx) => Promise<Outcome<T>>,
): Promise<T> {
  const key = keyOf(actor, op.operationId)
  const { answer, events } = await transaction(async (tx) => {
    // the same operation twice at once: the second finds the answer of the first
    await takeTurn(tx, `operation:${key}`)
    const first = await findAnswer(tx, key)
    if (first) return { answer: first.answer as T, events: [] }
    if (op.turn) await takeTurn(tx, op.turn)
    const outcome = await body(tx)
    await addAuditEvent(tx, {
      actorId: actor.id,
      action: op.action,
      datasetId: op.datasetId,
      target: outcome.target ?? op.target,
      details: outcome.details,
    })
    await keepAnswer(tx, key, outcome.answer)
    return { answer: outcome.answer, events: outcome.events ?? [] }
  })
  publish(events)
  return answer
}
