import { deleteNote } from '@/lib/notes/commands'
import { noteAct, noteParams } from '@/lib/notes/schema'
import { route } from '@/lib/result/route'
import { done } from '@/lib/result/schema'

export const POST = route(
  { access: 'set checks', params: noteParams, body: noteAct, answer: done },
  ({ actor, params, body }) => deleteNote(actor, { datasetId: params.dataset, noteId: params.note }, body),
)
