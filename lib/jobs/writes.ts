import 'server-only'
import type { Tx } from '@/lib/db/client'
import { takeTurn } from '@/lib/db/turn'

// Rows of "Job", on PostgreSQL only. Raw: the times are the database's own, since the clocks of machines differ.

export type JobRow = { id: string; owner: string; queue: string }

/** A process whose jobs have not been heard of for so long is gone. */
const lostAfter = '20 seconds'

export async function addJob(tx: Tx, { id, owner, queue }: JobRow): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Job" ("id", "owner", "queue") VALUES (${id}, ${owner}, ${queue}) ON CONFLICT DO NOTHING`
}

export async function removeJob(tx: Tx, { id, owner }: JobRow): Promise<void> {
  await tx.job.deleteMany({ where: { id, owner } })
}

/** Says that a process lives; its jobs that are still its own, and whether someone cancelled them. */
export async function beat(tx: Tx, owner: string): Promise<{ id: string; cancelled: boolean }[]> {
  return tx.$queryRaw`
    UPDATE "Job" SET "heartbeatAt" = CURRENT_TIMESTAMP WHERE "owner" = ${owner}
    RETURNING "id", "cancelledAt" IS NOT NULL AS "cancelled"`
}

/** Forgets the jobs of processes that are gone: from here on they are anyone's. */
async function forgetLost(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "Job" WHERE "heartbeatAt" < CURRENT_TIMESTAMP - ${lostAfter}::interval`
}

/** Whether it is this process's turn in a queue: the oldest job there is one of its own. */
export async function isTurnOf(tx: Tx, { owner, queue }: JobRow): Promise<boolean> {
  await takeTurn(tx, `jobs:${queue}`)
  await forgetLost(tx)
  const oldest = await tx.job.findFirst({
    where: { queue },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }, { owner: 'asc' }],
    select: { owner: true },
  })
  return oldest?.owner === owner
}

/** Whether a process that lives has this job. */
export async function isHeld(tx: Tx, id: string): Promise<boolean> {
  await forgetLost(tx)
  return (await tx.job.count({ where: { id } })) > 0
}

/** Whether a process that lives has a job in this queue. */
export async function isQueued(tx: Tx, queue: string): Promise<boolean> {
  await forgetLost(tx)
  return (await tx.job.count({ where: { queue } })) > 0
}

/** Asks whoever has this job to stop; false where nobody has. */
export async function cancelHeld(tx: Tx, id: string): Promise<boolean> {
  const cancelled = await tx.$executeRaw`
    UPDATE "Job" SET "cancelledAt" = CURRENT_TIMESTAMP
    WHERE "id" = ${id} AND "heartbeatAt" >= CURRENT_TIMESTAMP - ${lostAfter}::interval`
  return cancelled > 0
}

/** How a process still holds a job, which stays so until the transaction ends. */
export async function lookAtJob(
  tx: Tx,
  { id, owner }: Pick<JobRow, 'id' | 'owner'>,
): Promise<'held' | 'cancelled' | 'lost'> {
  const [row] = await tx.$queryRaw<{ cancelled: boolean }[]>`
    SELECT "cancelledAt" IS NOT NULL AS "cancelled" FROM "Job"
    WHERE "id" = ${id} AND "owner" = ${owner} FOR SHARE`
  if (!row) return 'lost'
  return row.cancelled ? 'cancelled' : 'held'
}
