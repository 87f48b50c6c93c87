import { datasetParams } from '@/lib/examples/address'
import { addNote } from '@/lib/notes/commands'
import { listNotes } from '@/lib/notes/queries'
import { newNote, noteList } from '@/lib/notes/schema'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'

export const GET = route(
  { access: 'see a dataset', params: datasetParams, answer: noteList },
  async ({ actor, params }) => ({
    notes: await listNotes(actor, params.dataset),
  }),
)

export const POST = route(
  { access: 'set checks', params: datasetParams, body: newNote, answer: idAnswer },
  ({ actor, params, body }) => addNote(actor, params.dataset, body),
)
