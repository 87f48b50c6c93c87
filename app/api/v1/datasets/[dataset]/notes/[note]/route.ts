import { changeNote } from '@/lib/notes/commands'
import { noteChange, noteParams } from '@/lib/notes/schema'
import { route } from '@/lib/result/route'
import { revisionAnswer } from '@/lib/result/schema'

export const PATCH = route(
  { access: 'set checks', params: noteParams, body: noteChange, answer: revisionAnswer },
  ({ actor, params, body }) => changeNote(actor, { datasetId: params.dataset, noteId: params.note }, body),
)
