import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { readLine } from '@/lib/conversations/parse'
import { reserveNumbers } from '@/lib/datasets/writes'
import { insertExamples } from '@/lib/examples/writes'
import { setTags } from '@/lib/examples/writes/changes'
import type { LiveEvent } from '@/lib/live/schema'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { requireTag } from '@/lib/tags/read'
import { slotsOf } from './read'
import type { SlotsRequest } from './schema'
import { fillSlot, setSlot } from './writes'

const blank = '{"messages":[{"role":"user","content":""},{"role":"assistant","content":""}]}'
const slotsTurn = (datasetId: string) => `slots:${datasetId}`
const changed = (actor: Actor, datasetId: string): LiveEvent[] => [
  { type: 'examples', datasetId, actorId: actor.id },
]

/** Says how many examples of each tag are to be written. @throws AppError `not_found` `tagGone` */
export async function openSlots(actor: Actor, datasetId: string, request: SlotsRequest): Promise<object> {
  await authoriseDataset(actor, 'manage tags', datasetId)
  const { slots } = request
  return operate(
    actor,
    { request, action: 'slots.open', datasetId, turn: slotsTurn(datasetId) },
    async (tx) => {
      for (const { tagId, wanted } of slots) {
        await requireTag(tx, datasetId, tagId)
        await setSlot(tx, datasetId, tagId, wanted)
      }
      return { answer: {}, details: { slots }, events: changed(actor, datasetId) }
    },
  )
}

/**
 * An empty draft with the tag of a slot, counted in it.
 * @throws AppError `not_found` `tagGone`; `conflict` `slotFull` where nothing is left to be written
 */
export async function writeIntoSlot(
  actor: Actor,
  { datasetId, tagId }: { datasetId: string; tagId: string },
  request: { operationId: string },
): Promise<{ number: number }> {
  await authoriseDataset(actor, 'edit examples', datasetId)
  const line = readLine(blank)
  if (!line.ok) throw new Error('an empty example is one')
  return operate(
    actor,
    { request, action: 'slots.fill', datasetId, target: tagId, turn: slotsTurn(datasetId) },
    async (tx) => {
      await requireTag(tx, datasetId, tagId)
      const [slot] = await slotsOf(tx, datasetId, tagId)
      if (!slot || slot.filled >= slot.wanted) throw new AppError('conflict', 'slotFull')
      const number = await reserveNumbers(tx, datasetId, 1)
      await insertExamples(tx, { datasetId, firstNumber: number, authorId: actor.id, visible: true }, [
        { text: line.text, conversation: line.conversation, messageTokens: [0, 0] },
      ])
      const { id } = await tx.example.findUniqueOrThrow({
        where: { datasetId_number: { datasetId, number } },
        select: { id: true },
      })
      await setTags(tx, [{ id, tags: { before: [], after: [{ tagId, messageId: null }] } }])
      await fillSlot(tx, datasetId, tagId, id)
      return { answer: { number }, details: { number }, events: changed(actor, datasetId) }
    },
  )
}
