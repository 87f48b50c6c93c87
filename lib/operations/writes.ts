import 'server-only'
import { updateRows } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'

/** The first answer to an operation id, or undefined where it is new. */
export async function findAnswer(tx: Tx, key: string): Promise<{ answer: unknown } | undefined> {
  const row = await tx.operation.findUnique({ where: { id: key }, select: { answer: true } })
  return row ? { answer: JSON.parse(row.answer) } : undefined
}

export async function keepAnswer(tx: Tx, key: string, answer: unknown): Promise<void> {
  await tx.operation.create({ data: { id: key, answer: JSON.stringify(answer ?? null) } })
}

/** Takes what was written out of answers that tell it; the same request again still has no second effect. */
export async function forgetEdits(tx: Tx, keys: string[]): Promise<void> {
  const rows = await tx.operation.findMany({
    where: { id: { in: keys } },
    select: { id: true, answer: true },
  })
  const forgotten = rows.flatMap(({ id, answer }) => {
    const told = JSON.parse(answer) as unknown
    const tells = typeof told === 'object' && told !== null && 'edits' in told
    return tells ? [[id, JSON.stringify({ ...told, edits: [], text: null, messageIds: null })]] : []
  })
  await updateRows(tx, 'Operation', ['id'], ['answer'], forgotten)
}
