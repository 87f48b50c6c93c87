import 'server-only'
import { insertRows, sqlTime, updateRows } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import { AppError } from '@/lib/result/app-error'

/** What an operation was about, and a digest of its request. */
export type Asked = { about: string; digest: string }
type Kept = Partial<Asked> & { answer: unknown }

/** An older build kept the answer alone, or without the digest. */
function readKept(text: string): Kept {
  const told = JSON.parse(text) as unknown
  const isKept = typeof told === 'object' && told !== null && 'about' in told && 'answer' in told
  return isKept ? (told as Kept) : { answer: told }
}

/**
 * The first answer to an operation id, or undefined where it is new.
 * @throws AppError `conflict` `operationReused` where the id was used for something else
 */
export async function findAnswer(
  tx: Tx,
  key: string,
  asked: Asked,
): Promise<{ answer: unknown } | undefined> {
  const row = await tx.operation.findUnique({ where: { id: key }, select: { answer: true } })
  if (!row) return undefined
  const kept = readKept(row.answer)
  const { about = asked.about, digest = asked.digest } = kept
  if (about !== asked.about || digest !== asked.digest) throw new AppError('conflict', 'operationReused')
  return { answer: kept.answer }
}

export async function keepAnswer(tx: Tx, key: string, asked: Asked, answer: unknown): Promise<void> {
  const kept: Kept = { ...asked, answer: answer ?? null }
  await insertRows(
    tx,
    'Operation',
    ['id', 'answer', 'at'],
    [[key, JSON.stringify(kept), sqlTime(new Date())]],
  )
}

/** Takes what was written out of answers that tell it; the same request again still has no second effect. */
export async function forgetEdits(tx: Tx, keys: string[]): Promise<void> {
  const rows = await tx.operation.findMany({
    where: { id: { in: keys } },
    select: { id: true, answer: true },
  })
  const forgotten = rows.flatMap(({ id, answer }) => {
    const { answer: told, ...asked } = readKept(answer)
    if (typeof told !== 'object' || told === null || !('edits' in told)) return []
    const forgotten: Kept = {
      ...asked,
      answer: { ...told, edits: [], text: null, messageIds: null, alternatives: undefined },
    }
    return [[id, JSON.stringify(forgotten)]]
  })
  await updateRows(tx, 'Operation', ['id'], ['answer'], forgotten)
}
