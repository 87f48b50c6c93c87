import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db, type Tx } from '@/lib/db/client'
import { type NewDecision, setDecisions } from '@/lib/duplicates/writes'
import { surveyStored } from '@/lib/jobs/split/place-examples'
import { addSplitJob, type SplitJob, startSplitJob } from '@/lib/jobs/split/run'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { requireAdopted, requireCompared } from '../adopted'
import { linksAcross } from '../report'
import { isWhole } from '../words'

type Accept = { operationId: string; number: number }

/**
 * Says that a held example is no duplicate of what it is linked to on another side; what is left of its links gives it
 * its side; the run tells when it has it.
 * @throws AppError `not_found`; `conflict` `splitNotAdopted`, `compareFirst`, `notHeld`, `sameContent`, `notCompared`
 */
export async function acceptHeld(
  actor: Actor,
  datasetId: string,
  request: Accept,
): Promise<{ id: string; numbers: number[] }> {
  await authoriseDataset(actor, 'export examples', datasetId)
  // it tells apart, as the Duplicates page does
  await authoriseDataset(actor, 'decide on examples', datasetId)
  const { number } = request
  const rule = await requireAdopted(db(), datasetId)
  await requireCompared(db(), datasetId, rule.threshold)
  const survey = await surveyStored(datasetId, rule)
  const place = survey.members.findIndex((member) => member.number === number)
  if (place < 0) throw new AppError('not_found')
  const across = survey.plan.held[place] ? linksAcross(survey)(place) : []
  if (across.some(({ by }) => isWhole(by)))
    throw new AppError('conflict', 'sameContent', { params: { number } })
  const idOf = new Map(survey.members.map((member) => [member.number, member.id]))
  const others = across.map((link) => link.number)
  const operation = { request, action: 'split.accept', datasetId, target: String(number) }
  let job: SplitJob | undefined
  const answer = await operate(actor, operation, async (tx) => {
    if (others.length === 0) throw new AppError('conflict', 'notHeld', { params: { number } })
    const decisions = await decide(tx, idOf, number, others)
    await setDecisions(tx, datasetId, actor.id, decisions)
    job = await addSplitJob(tx, { datasetId, userId: actor.id, kind: 'place', number: null, side: null })
    return {
      answer: { id: job.id, numbers: others },
      details: { pairs: decisions.length },
      events: [
        { type: 'duplicates', datasetId, actorId: actor.id },
        { type: 'split', datasetId, actorId: actor.id },
      ],
    }
  })
  if (job) void startSplitJob(job)
  return answer
}

async function decide(
  tx: Tx,
  idOf: ReadonlyMap<number, number>,
  number: number,
  others: number[],
): Promise<NewDecision[]> {
  const rows = await tx.duplicateSketch.findMany({
    where: { exampleId: { in: [number, ...others].map((n) => idOf.get(n)!) } },
    select: {
      exampleId: true,
      textHash: true,
      contentHash: true,
      example: { select: { contentHash: true } },
    },
  })
  const sketchOf = new Map(rows.map((row) => [row.exampleId, row]))
  const textOf = (n: number) => {
    const sketch = sketchOf.get(idOf.get(n)!)
    if (!sketch || sketch.contentHash !== sketch.example.contentHash)
      throw new AppError('conflict', 'notCompared', { params: { number: n } })
    return { id: sketch.exampleId, text: sketch.textHash }
  }
  return others.map((other) => {
    const [low, high] = [textOf(number), textOf(other)].sort((a, b) => a.id - b.id)
    return { lowId: low!.id, highId: high!.id, lowText: low!.text, highText: high!.text }
  })
}
