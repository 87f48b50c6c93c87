import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import type { Tx } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import { beginCheckRun } from '@/lib/jobs/checks/begin'
import { type CheckRunJob, startCheckRun } from '@/lib/jobs/checks/run'
import type { LiveEvent } from '@/lib/live/schema'
import { type Outcome, operate } from '@/lib/operations/operate'
import { requireState } from '@/lib/operations/require-state'
import { AppError } from '@/lib/result/app-error'
import { notesOf } from './read'
import { longestNote, mostNotes, type NewNote, type NoteChange } from './schema'
import { changeNoteRow, insertNote, setNoteRemoved } from './writes'

type At = { datasetId: string; noteId: string }
type Act = { request: { operationId: string }; action: string; datasetId: string; target?: string }

/** @throws AppError `invalid` `tooManyNotes` */
export async function addNote(actor: Actor, datasetId: string, request: NewNote): Promise<{ id: string }> {
  await authoriseDataset(actor, 'set checks', datasetId)
  const { title, text } = request
  return thenCheck(actor, { request, action: 'notes.add', datasetId }, async (tx) => {
    const id = newId()
    await insertNote(tx, { id, datasetId, title, text, byId: actor.id })
    return { answer: { id }, target: id, details: { title } }
  })
}

/** @throws AppError `not_found`; `conflict` `staleRevision`, `undoOverlaps`; `invalid` `tooManyNotes` */
export async function changeNote(
  actor: Actor,
  { datasetId, noteId }: At,
  request: NoteChange,
): Promise<{ revision: number }> {
  await authoriseDataset(actor, 'set checks', datasetId)
  if (request.revision === undefined && !request.from) throw new AppError('invalid')
  return thenCheck(actor, { request, action: 'notes.change', datasetId, target: noteId }, async (tx) => {
    const now = await tx.referenceNote.findUnique({ where: { id: noteId, datasetId, removedAt: null } })
    if (!now) throw new AppError('not_found')
    requireState({ title: now.title, text: now.text }, request.from)
    const { revision = now.revision, title = now.title, text = now.text } = request
    if (!(await changeNoteRow(tx, noteId, revision, { title, text, byId: actor.id })))
      throw new AppError('conflict', 'staleRevision')
    return { answer: { revision: revision + 1 }, details: { title } }
  })
}

/** Removes a note; it can be brought back. @throws AppError `not_found` */
export async function deleteNote(
  actor: Actor,
  { datasetId, noteId }: At,
  request: { operationId: string },
): Promise<object> {
  await authoriseDataset(actor, 'set checks', datasetId)
  return setRemoved(actor, { request, action: 'notes.delete', datasetId, target: noteId }, new Date())
}

/** Brings a removed note back. @throws AppError `not_found`; `invalid` `tooManyNotes` */
export async function restoreNote(
  actor: Actor,
  { datasetId, noteId }: At,
  request: { operationId: string },
): Promise<object> {
  await authoriseDataset(actor, 'set checks', datasetId)
  return setRemoved(actor, { request, action: 'notes.restore', datasetId, target: noteId }, null)
}

const setRemoved = (actor: Actor, act: Act & { target: string }, removedAt: Date | null): Promise<object> =>
  thenCheck(actor, act, async (tx) => {
    const note = await tx.referenceNote.findUnique({
      where: { id: act.target, datasetId: act.datasetId },
      select: { id: true },
    })
    if (!note) throw new AppError('not_found')
    await setNoteRemoved(tx, note.id, removedAt)
    return { answer: {} }
  })

/** Everything is checked again by what the notes say from then on. */
async function thenCheck<T>(actor: Actor, act: Act, change: (tx: Tx) => Promise<Outcome<T>>): Promise<T> {
  const { datasetId } = act
  let job: CheckRunJob | undefined
  const answer = await operate(actor, { ...act, turn: `checks:${datasetId}` }, async (tx) => {
    const outcome = await change(tx)
    const notes = await notesOf(tx, datasetId)
    const units = notes.reduce((sum, { text }) => sum + text.length, 0)
    if (notes.length > mostNotes || units > 10 * longestNote)
      throw new AppError('invalid', 'tooManyNotes', { params: { max: mostNotes } })
    job = await beginCheckRun(tx, datasetId, actor.id)
    const events: LiveEvent[] = [{ type: 'findings', datasetId, number: null, actorId: actor.id }]
    return { ...outcome, events }
  })
  if (job) void startCheckRun(job)
  return answer
}
