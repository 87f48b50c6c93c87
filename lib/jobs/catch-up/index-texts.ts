import 'server-only'
import { conversationOf } from '@/lib/conversations/kind'
import { pairsOf } from '@/lib/examples/row'
import { setDueSearchRows } from '@/lib/examples/writes/due'
import { createPace } from '../import/pace'
import { persist } from '../import/persist'
import { type Due, readDue } from './due'

/** Makes the search rows that are due of these examples. */
export async function indexTexts(due: readonly Due[]): Promise<void> {
  const pace = createPace()
  const rows: [number, string][] = []
  for (const { id, text } of await readDue(due)) {
    rows.push([Number(id), pairsOf(conversationOf(text))])
    await pace.rest()
  }
  await persist((tx) =>
    setDueSearchRows(
      tx,
      due.map(({ id }) => id),
      rows,
    ),
  )
}
