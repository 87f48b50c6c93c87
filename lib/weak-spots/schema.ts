import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import { messageId } from '@/lib/conversations/schema'
import { name } from '@/lib/datasets/schema'
import { alternativeText, operationId, status } from '@/lib/examples/schema'
import { sides } from '@/lib/splits/words'
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
export const rejectedPrompt = z.strictObject({
  line: z.number(),
  reason: z.enum(['notJson', 'noPrompt', 'noAnswer', 'badPrompt']),
})
export type RejectedPrompt = z.infer<typeof rejectedPrompt>
/** `known`: how many stood there already with the same answer. */
export const promptsAdded = z.strictObject({
  added: z.number(),
  known: z.number(),
  rejected: z.array(rejectedPrompt),
})
export type PromptsAdded = z.infer<typeof promptsAdded>

export const weakSpotRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  mustContain: z.string(),
  createdAt: z.string(),
  createdByName: z.string(),
  prompts: z.number(),
  begun: z.number().describe('Prompts for which an example was begun.'),
  examples: z
    .array(z.strictObject({ status, split: z.enum(sides).nullable(), count: z.number() }))
    .describe(
      'Examples that address it, outside the trash and not excluded: how many in which status and on which side.',
    ),
  pairs: z.number().describe('Preference pairs that were made of these, and how many of them are approved.'),
  approvedPairs: z.number(),
})
export type WeakSpotRow = z.infer<typeof weakSpotRow>
export const weakSpotList = z.strictObject({ spots: z.array(weakSpotRow) })
export type WeakSpotList = z.infer<typeof weakSpotList>

/** `isBegun`: it was begun for a failing prompt, not linked by hand. */
export const linkedExample = z.strictObject({
  number: z.number(),
  status,
  split: z.enum(sides).nullable(),
  preview: z.string(),
  isBegun: z.boolean(),
})
export type LinkedExample = z.infer<typeof linkedExample>
export const linkedExamples = z.strictObject({ examples: z.array(linkedExample) })
export type LinkedExamples = z.infer<typeof linkedExamples>

export const promptRow = z.strictObject({
  id: z.string(),
  place: z.number(),
  messages: z.array(z.strictObject({ role: z.string(), text: z.string() })),
  badAnswer: z.string(),
  origin: z.enum(['typed', 'imported', 'example']),
  exampleNumber: z.number().nullable().describe('The example it was marked in.'),
  begun: z.number().nullable().describe('The example that was begun for it last.'),
})
export type PromptRow = z.infer<typeof promptRow>
export const promptPage = z.strictObject({ prompts: z.array(promptRow), next: z.number().nullable() })
export type PromptPage = z.infer<typeof promptPage>

/** What the address of the page names: a weak spot that is open, a turn that is to be marked. */
export const weakSpotsAddress = z.strictObject({
  spot: id.optional(),
  example: z.coerce.number().int().min(1).optional(),
  turn: messageId.optional(),
})
