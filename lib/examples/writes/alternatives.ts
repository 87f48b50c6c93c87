import 'server-only'
import { type Cell, deleteRows, insertRows, sqlTime } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import type { PreparedChange } from '../change'

/** Makes the alternatives of each example exactly those of `after`; one that is the same object stays as it is. */
export async function setAlternatives(
  tx: Tx,
  changes: Pick<PreparedChange, 'id' | 'alternatives'>[],
): Promise<void> {
  const gone: Cell[][] = []
  const come: Cell[][] = []
  for (const { id, alternatives: { before, after } = { before: [], after: [] } } of changes) {
    gone.push(...before.filter((one) => !after.includes(one)).map((one) => [id, one.id]))
    come.push(
      ...after
        .filter((one) => !before.includes(one))
        .map((one) => [id, one.id, one.messageId, one.text, one.origin, one.authorId, sqlTime(one.at)]),
    )
  }
  await deleteRows(tx, 'ExampleAlternative', ['exampleId', 'id'], gone)
  await insertRows(
    tx,
    'ExampleAlternative',
    ['exampleId', 'id', 'messageId', 'text', 'origin', 'authorId', 'at'],
    come,
  )
}
