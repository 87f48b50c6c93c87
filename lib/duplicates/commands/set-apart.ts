import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import type { Tx } from '@/lib/db/client'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { enoughPairs } from '../candidates'
import type { ApartRequest } from '../schema'
import { mostApart } from '../words'
import { dropDecisions, forgetSketches, type NewDecision, setDecisions } from '../writes'

/**
 * Says of pairs that they are no duplicates, as long as both say what they say now; or takes that back. Of what has more
 * pairs than are kept, the others are looked for at the next comparison.
 * @throws AppError `not_found`; `invalid` `tooManyPairs`; `conflict` `notCompared`
 */
export async function setApart(
  actor: Actor,
  datasetId: string,
  request: ApartRequest,
): Promise<{ pairs: number }> {
  await authoriseDataset(actor, 'decide on examples', datasetId)
  const { sets, apart } = request
  const count = sets.reduce((sum, { numbers, of }) => sum + numbers.length * of.length, 0)
  if (count > mostApart) throw new AppError('invalid', 'tooManyPairs', { params: { max: mostApart } })
  const action = apart ? 'duplicates.apart' : 'duplicates.together'
  return operate(actor, { request, action, datasetId }, async (tx) => {
    const sketchOf = await readSketches(tx, datasetId, request)
    const decisions = new Map<string, NewDecision>()
    for (const { numbers, of } of sets)
      for (const a of numbers)
        for (const b of of) {
          if (a === b) continue
          const pair = [sketchOf(a), sketchOf(b)].sort((x, y) => x.exampleId - y.exampleId)
          const [low, high] = [pair[0]!, pair[1]!]
          decisions.set(`${low.exampleId} ${high.exampleId}`, {
            lowId: low.exampleId,
            highId: high.exampleId,
            lowText: low.textHash,
            highText: high.textHash,
          })
        }
    const all = [...decisions.values()]
    if (apart) await setDecisions(tx, datasetId, actor.id, all)
    else await dropDecisions(tx, all)
    // of a large cluster not each pair is kept: without this one, others may hold it together
    const large = sets
      .filter(({ of }) => of.length > enoughPairs)
      .flatMap(({ numbers, of }) => [...numbers, ...of])
    const ids = [...new Set(large)].map((number) => sketchOf(number).exampleId)
    for (let at = 0; at < ids.length; at += 500) await forgetSketches(tx, ids.slice(at, at + 500))
    return {
      answer: { pairs: all.length },
      details: { pairs: all.length },
      events: [{ type: 'duplicates', datasetId, actorId: actor.id }],
    }
  })
}

async function readSketches(tx: Tx, datasetId: string, { sets }: ApartRequest) {
  const numbers = [...new Set(sets.flatMap(({ numbers, of }) => [...numbers, ...of]))]
  const found = new Map<number, { exampleId: number; textHash: string | null }>()
  for (let at = 0; at < numbers.length; at += 500) {
    const rows = await tx.example.findMany({
      where: { datasetId, number: { in: numbers.slice(at, at + 500) }, visible: true },
      select: {
        id: true,
        number: true,
        contentHash: true,
        sketch: { select: { contentHash: true, textHash: true } },
      },
    })
    for (const { id, number, contentHash, sketch } of rows)
      found.set(number, {
        exampleId: id,
        textHash: sketch?.contentHash === contentHash ? sketch.textHash : null,
      })
  }
  return (number: number): { exampleId: number; textHash: string } => {
    const sketch = found.get(number)
    if (!sketch) throw new AppError('not_found')
    // what it says now was compared with nothing: whoever decided saw something else
    if (sketch.textHash === null) throw new AppError('conflict', 'notCompared', { params: { number } })
    return { exampleId: sketch.exampleId, textHash: sketch.textHash }
  }
}
