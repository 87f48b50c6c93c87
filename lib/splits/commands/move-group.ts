import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { breathe } from '@/lib/db/reader'
import { setSplits } from '@/lib/examples/writes/splits'
import { surveyStored } from '@/lib/jobs/split/place-examples'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { requireAdopted, requireCompared } from '../adopted'
import { groupOf } from '../links'
import type { MoveRequest } from '../schema'
import { setPinned } from '../writes'

/**
 * Puts an example on a side by hand, and with it everything that it is linked to, so that nothing straddles; there they
 * stay when all are drawn anew. `side` null takes the pin away and moves nothing.
 * @throws AppError `not_found`; `conflict` `splitNotAdopted`, `compareFirst`
 */
export async function moveGroup(
  actor: Actor,
  datasetId: string,
  request: MoveRequest,
): Promise<{ numbers: number[] }> {
  await authoriseDataset(actor, 'export examples', datasetId)
  const { number, side } = request
  const rule = await requireAdopted(db(), datasetId)
  await requireCompared(db(), datasetId, rule.threshold)
  const { members, links } = await surveyStored(datasetId, rule)
  const place = members.findIndex((member) => member.number === number)
  if (place < 0) throw new AppError('not_found')
  const group = (await groupOf(members, links, [place], breathe)).map((at) => members[at]!)
  const ids = group.map(({ id }) => id)
  const action = side ? 'split.move' : 'split.unpin'
  return operate(actor, { request, action, datasetId, target: String(number) }, async (tx) => {
    for (let at = 0; side && at < ids.length; at += 500)
      await setSplits(
        tx,
        datasetId,
        ids.slice(at, at + 500).map((id) => ({ id, split: side })),
      )
    await setPinned(tx, datasetId, ids, side !== null)
    const numbers = group.map((member) => member.number)
    return {
      answer: { numbers },
      details: { side, count: numbers.length },
      events: [{ type: 'examples', datasetId, actorId: actor.id }],
    }
  })
}
