import { datasetParams } from '@/lib/examples/address'
import { addNote } from '@/lib/notes/commands'
import { listNotes } from '@/lib/notes/queries'
import { newNote } from '@/lib/notes/schema'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'see a dataset', params: datasetParams }, async ({ actor, params }) => ({
  notes: await listNotes(actor, params.dataset),
}))

export const POST = route(
  { access: 'set checks', params: datasetParams, body: newNote },
  ({ actor, params, body }) => addNote(actor, params.dataset, body),
)
