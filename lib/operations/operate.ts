import 'server-only'
import { createHash } from 'node:crypto'
import { addAuditEvent } from '@/lib/audit/writes'
import type { Actor } from '@/lib/auth/schema'
import { type Tx, transaction } from '@/lib/db/client'
import { takeTurn } from '@/lib/db/turn'
import { publish } from '@/lib/live/hub'
import type { LiveEvent } from '@/lib/live/schema'
import { type Asked, findAnswer, keepAnswer } from './writes'

/** `datasetId` and `target` are what the request names; what is made by it stands in the outcome. */
export type Operation = {
  /** As it came, its id with it: the same id with another request is refused. No password belongs in it. */
  request: { operationId: string }
  action: string
  datasetId?: string
  target?: string
  /** What reads first and writes by what it read names here what others of its kind name too: they wait. */
  turn?: string
}
/** `details` go into the audit row, `events` out after the commit. */
export type Outcome<T> = {
  answer: T
  details?: unknown
  events?: LiveEvent[]
  datasetId?: string
  target?: string
}
type Named = Pick<Operation, 'request' | 'action' | 'datasetId' | 'target'>

const keyOf = (actor: Pick<Actor, 'id'>, { request }: Named) => `${actor.id}:${request.operationId}`

/** What tells two operations apart that a client gave one id by mistake. */
function askedOf({ request, action, datasetId = '', target = '' }: Named): Asked {
  const digest = createHash('sha256').update(JSON.stringify(request)).digest('hex')
  // enough to notice a mistake, too little to find out by trying what somebody wrote
  return { about: `${action} ${datasetId} ${target}`, digest: digest.slice(0, 4) }
}

/** As `getFirstAnswer`, outside of a transaction: for a command that asks more than once. */
export const peekFirstAnswer = (tx: Tx, actor: Pick<Actor, 'id'>, op: Named) =>
  findAnswer(tx, keyOf(actor, op), askedOf(op))

/** The first answer to an operation id, for a command that must know before it begins costly work. */
export async function getFirstAnswer<T>(
  actor: Pick<Actor, 'id'>,
  op: Named,
): Promise<{ answer: T } | undefined> {
  const first = await transaction((tx) => peekFirstAnswer(tx, actor, op))
  return first as { answer: T } | undefined
}

/**
 * The one way a command writes: one short transaction with the change, its audit row and its answer; the same
 * operation id again gives the first answer and changes nothing; live events go out after the commit.
 * `answer` must be JSON.
 * @throws AppError `conflict` `operationReused` where the id was used for something else
 */
export async function operate<T>(
  actor: Pick<Actor, 'id'>,
  op: Operation,
  body: (tx: Tx) => Promise<Outcome<T>>,
): Promise<T> {
  const key = keyOf(actor, op)
  const asked = askedOf(op)
  const { answer, events } = await transaction(async (tx) => {
    // the same operation twice at once: the second finds the answer of the first
    await takeTurn(tx, `operation:${key}`)
    const first = await findAnswer(tx, key, asked)
    if (first) return { answer: first.answer as T, events: [] }
    if (op.turn) await takeTurn(tx, op.turn)
    const outcome = await body(tx)
    await addAuditEvent(tx, {
      actorId: actor.id,
      action: op.action,
      datasetId: outcome.datasetId ?? op.datasetId,
      target: outcome.target ?? op.target,
      details: outcome.details,
    })
    await keepAnswer(tx, key, asked, outcome.answer)
    return { answer: outcome.answer, events: outcome.events ?? [] }
  })
  publish(events)
  return answer
}
