import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import { name } from '@/lib/datasets/schema'
import { operationId } from '@/lib/examples/schema'

export const mostNotes = 200
/** Of one note, in UTF-16 units; of all of a dataset's together ten times that. */
export const longestNote = 200_000

const title = name(120)
const text = z
  .string()
  .min(1)
  .max(longestNote)
  .regex(/^[^\p{Cs}\0]*$/u)

export const newNote = z.strictObject({ operationId, title, text })
export type NewNote = z.infer<typeof newNote>

export const noteChange = z.strictObject({
  operationId,
  /** The note's revision that the sender saw; without it, `from` alone says what the change stands on. */
  revision: z.number().int().min(1).optional(),
  title: title.optional(),
  text: text.optional(),
  /** What the sender takes to stand there; `undoOverlaps` where it doesn't. */
  from: z.strictObject({ title, text }).partial().optional(),
})
export type NoteChange = z.infer<typeof noteChange>

export const noteAct = z.strictObject({ operationId })
export const noteParams = z.strictObject({ dataset: id, note: id })

/** What an answer may state though its conversation doesn't hold it. */
export const noteRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  revision: z.number(),
  byName: z.string(),
  updatedAt: z.string(),
})
export type NoteRow = z.infer<typeof noteRow>
export const noteList = z.strictObject({ notes: z.array(noteRow) })
export type NoteList = z.infer<typeof noteList>
