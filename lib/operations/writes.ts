import 'server-only'
import type { Tx } from '@/lib/db/client'

/** The first answer to an operation id, or undefined where it is new. */
export async function findAnswer(tx: Tx, key: string): Promise<{ answer: unknown } | undefined> {
  const row = await tx.operation.findUnique({ where: { id: key }, select: { answer: true } })
  return row ? { answer: JSON.parse(row.answer) } : undefined
}

export async function keepAnswer(tx: Tx, key: string, answer: unknown): Promise<void> {
  await tx.operation.create({ data: { id: key, answer: JSON.stringify(answer ?? null) } })
}
