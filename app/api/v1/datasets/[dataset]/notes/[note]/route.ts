import { changeNote } from '@/lib/notes/commands'
import { noteChange, noteParams } from '@/lib/notes/schema'
import { route } from '@/lib/result/route'

export const PATCH = route(
  { access: 'set checks', params: noteParams, body: noteChange },
  ({ actor, params, body }) => changeNote(actor, { datasetId: params.dataset, noteId: params.note }, body),
)
