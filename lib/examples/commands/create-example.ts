import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { readLine } from '@/lib/conversations/parse'
import { reserveNumbers } from '@/lib/datasets/writes'
import { db } from '@/lib/db/client'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { countMessages } from '@/lib/tokens/count'
import { findExample } from '../read'
import type { NewExampleRequest } from '../schema'
import { insertExamples } from '../writes'
import { setTags } from '../writes/changes'

const blank = '{"messages":[{"role":"user","content":""},{"role":"assistant","content":""}]}'

/**
 * A new draft: blank, from a line of text, or a copy of another example (with its tags and source key).
 * @throws AppError `invalid` with the rejection's code where the text would not pass an import.
 */
export async function createExample(
  actor: Actor,
  datasetId: string,
  request: NewExampleRequest,
): Promise<{ number: number }> {
  await authoriseDataset(actor, 'edit examples', datasetId)
  const like = request.like === undefined ? null : await findExample(db(), datasetId, request.like)
  if (request.like !== undefined && !like) throw new AppError('not_found')
  const line = readLine(like?.text ?? request.text ?? blank)
  if (!line.ok) throw new AppError('invalid', 'notAnExample', { details: line })
  const messageTokens = await countMessages(line.conversation)
  return operate(
    actor,
    { request, action: like ? 'example.duplicate' : 'example.create', datasetId },
    async (tx) => {
      const number = await reserveNumbers(tx, datasetId, 1)
      await insertExamples(tx, { datasetId, firstNumber: number, authorId: actor.id, visible: true }, [
        {
          text: line.text,
          conversation: line.conversation,
          messageTokens,
          ...(like
            ? { copiedFrom: like.number, sourceKey: like.sourceKey, messageIds: like.messageIds }
            : {}),
        },
      ])
      const made = await tx.example.findUniqueOrThrow({
        where: { datasetId_number: { datasetId, number } },
        select: { id: true },
      })
      if (like) await setTags(tx, [{ id: made.id, tags: { before: [], after: like.tags } }])
      return {
        answer: { number },
        target: String(number),
        events: [{ type: 'examples', datasetId, actorId: actor.id }],
      }
    },
  )
}
