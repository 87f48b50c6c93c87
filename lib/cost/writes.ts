import 'server-only'
import type { Tx } from '@/lib/db/client'
import type { ModelRows } from './schema'

/** Compare-and-set on the revision that the change was made from; false where it is another by now. */
export async function setModelTable(
  tx: Tx,
  fromRevision: number,
  { date, rows }: ModelRows,
): Promise<boolean> {
  const data = { revision: fromRevision + 1, rows: JSON.stringify({ date, rows }), updatedAt: new Date() }
  if (fromRevision > 0) {
    const { count } = await tx.modelTable.updateMany({
      where: { id: 'models', revision: fromRevision },
      data,
    })
    return count === 1
  }
  const { count } = await tx.modelTable.createMany({ data: [{ id: 'models', ...data }] })
  return count === 1
}
