import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import { messageId } from '@/lib/conversations/schema'
import { name } from '@/lib/datasets/schema'
import { alternativeText, operationId, type Status } from '@/lib/examples/schema'
import type { Side } from '@/lib/splits/schema'
import { mostLines } from './words'

// SQLite cuts text at NUL, and no engine keeps half of a surrogate pair
const words = /^[^\p{Cs}\0]*$/u
const title = name(200)
/** What a right answer must contain, in the lead's words. */
const mustContain = z.string().trim().max(5_000).regex(words)

export const newWeakSpot = z.strictObject({ operationId, title, mustContain: mustContain.default('') })
export type NewWeakSpot = z.infer<typeof newWeakSpot>

const fields = z.strictObject({ title, mustContain, deleted: z.boolean() }).partial()
/** `from`: what the sender takes to stand there; `undoOverlaps` where it doesn't. */
export const weakSpotChange = fields.extend({ operationId, from: fields.optional() })
export type WeakSpotChange = z.infer<typeof weakSpotChange>

const exampleNumber = z.number().int().min(1).max(2_000_000_000)
/** Prompts at which the model fails, each with its bad answer: typed, as JSON lines, or an example's turn. */
export const newPrompts = z.discriminatedUnion('from', [
  z.strictObject({
    operationId,
    from: z.literal('typed'),
    prompt: z.string().trim().min(1).max(100_000).regex(words),
    badAnswer: alternativeText,
  }),
  z.strictObject({
    operationId,
    from: z.literal('lines'),
    lines: z.array(z.string().max(1_000_000)).min(1).max(mostLines),
  }),
  z.strictObject({ operationId, from: z.literal('example'), number: exampleNumber, messageId }),
])
export type NewPrompts = z.infer<typeof newPrompts>

export const promptChange = z.strictObject({ operationId, removed: z.boolean() })
export type PromptChange = z.infer<typeof promptChange>
export const spotAct = z.strictObject({ operationId })
/** Says of an example that it teaches what the model gets wrong there, or no more. */
export const spotLink = z.strictObject({ operationId, number: exampleNumber, linked: z.boolean() })
export type SpotLink = z.infer<typeof spotLink>

export const spotParams = z.strictObject({ dataset: id, spot: id })
export const promptParams = z.strictObject({ dataset: id, spot: id, prompt: id })
export const promptsQuery = z.strictObject({
  after: z.coerce.number().int().min(0).max(1_000_000).optional(),
})

/** Why a line is not taken: sentences in `weakSpots.rejected.<reason>`. */
export type RejectedPrompt = { line: number; reason: 'notJson' | 'noPrompt' | 'noAnswer' | 'badPrompt' }
export type PromptsAdded = { added: number; rejected: RejectedPrompt[] }

export type WeakSpotRow = {
  id: string
  title: string
  mustContain: string
  createdAt: string
  createdByName: string
  prompts: number
  /** Prompts for which an example was begun. */
  begun: number
  /** Examples that address it, outside the trash and not excluded: how many in which status and on which side. */
  examples: { status: Status; split: Side | null; count: number }[]
  /** Preference pairs that were made of these, and how many of them are approved. */
  pairs: number
  approvedPairs: number
}

/** `isBegun`: it was begun for a failing prompt, not linked by hand. */
export type LinkedExample = {
  number: number
  status: Status
  split: Side | null
  preview: string
  isBegun: boolean
}

export type PromptRow = {
  id: string
  place: number
  messages: { role: string; text: string }[]
  badAnswer: string
  origin: 'typed' | 'imported' | 'example'
  /** The example it was marked in. */
  exampleNumber: number | null
  /** The example that was begun for it last. */
  begun: number | null
}

/** What the address of the page names: a weak spot that is open, a turn that is to be marked. */
export const weakSpotsAddress = z.strictObject({
  spot: id.optional(),
  example: z.coerce.number().int().min(1).optional(),
  turn: messageId.optional(),
})
