import 'server-only'
import type { Tx } from '@/lib/db/client'
import type { Edit, SetSuggestion } from '@/lib/examples/schema'

const isMark = (edit: Edit): edit is SetSuggestion => edit.type === 'set-suggestion'

/**
 * Whoever takes a proposed example takes it edited where its text is not what the model wrote, whatever the sender says
 * and whoever changed it. `isEdited` is asked only where one is taken.
 */
export async function truthfulMarks(
  tx: Tx,
  exampleId: number,
  edits: readonly Edit[],
  isEdited: () => Promise<boolean>,
): Promise<Edit[]> {
  const taken = edits.filter((edit) => isMark(edit) && (edit.to === 'accepted' || edit.to === 'edited'))
  if (taken.length === 0) return [...edits]
  const rows = await tx.suggestion.findMany({ where: { exampleId, kind: 'example' }, select: { id: true } })
  if (rows.length === 0) return [...edits]
  const to = (await isEdited()) ? 'edited' : 'accepted'
  const isProposal = (edit: Edit) => isMark(edit) && rows.some(({ id }) => id === edit.suggestionId)
  return edits.map((edit) => (taken.includes(edit) && isProposal(edit) ? { ...edit, to } : edit) as Edit)
}

/** The edits of a save with the names of the models whose suggestions they take; marks of what isn't there are left out. */
export async function namedMarks(tx: Tx, exampleId: number, edits: readonly Edit[]): Promise<Edit[]> {
  const ids = edits.filter(isMark).map(({ suggestionId }) => suggestionId)
  if (ids.length === 0) return [...edits]
  const rows = await tx.suggestion.findMany({
    where: { exampleId, id: { in: ids.slice(0, 500) } },
    select: { id: true, model: true },
  })
  const models = new Map(rows.map(({ id, model }) => [id, model]))
  return edits.flatMap((edit): Edit[] => {
    if (!isMark(edit)) return [edit]
    const model = models.get(edit.suggestionId)
    return model === undefined ? [] : [{ ...edit, model }]
  })
}
