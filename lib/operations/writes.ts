import 'server-only'
import { updateRows } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import { AppError } from '@/lib/result/app-error'

type Kept = { about: string; answer: unknown }

/** `about` '' where an older build kept the answer alone. */
function readKept(text: string): Kept {
  const told = JSON.parse(text) as unknown
  const isKept = typeof told === 'object' && told !== null && 'about' in told && 'answer' in told
  return isKept ? (told as Kept) : { about: '', answer: told }
}

/**
 * The first answer to an operation id, or undefined where it is new.
 * @throws AppError `conflict` `operationReused` where the id was used for something else
 */
export async function findAnswer(
  tx: Tx,
  key: string,
  about: string,
): Promise<{ answer: unknown } | undefined> {
  const row = await tx.operation.findUnique({ where: { id: key }, select: { answer: true } })
  if (!row) return undefined
  const kept = readKept(row.answer)
  if (kept.about !== '' && kept.about !== about) throw new AppError('conflict', 'operationReused')
  return { answer: kept.answer }
}

export async function keepAnswer(tx: Tx, key: string, about: string, answer: unknown): Promise<void> {
  const kept: Kept = { about, answer: answer ?? null }
  await tx.operation.create({ data: { id: key, answer: JSON.stringify(kept) } })
}

/** Takes what was written out of answers that tell it; the same request again still has no second effect. */
export async function forgetEdits(tx: Tx, keys: string[]): Promise<void> {
  const rows = await tx.operation.findMany({
    where: { id: { in: keys } },
    select: { id: true, answer: true },
  })
  const forgotten = rows.flatMap(({ id, answer }) => {
    const { about, answer: told } = readKept(answer)
    if (typeof told !== 'object' || told === null || !('edits' in told)) return []
    const forgotten: Kept = { about, answer: { ...told, edits: [], text: null, messageIds: null } }
    return [[id, JSON.stringify(forgotten)]]
  })
  await updateRows(tx, 'Operation', ['id'], ['answer'], forgotten)
}
