import { isKnownMessageKey, knownLineKeys } from '@/lib/conversations/problems/known-keys'
import { keepOnly, openAt, openRaw, rawText } from '@/lib/conversations/raw-json'
import type { Conversation } from '@/lib/conversations/schema'
import { type RecipeStep, recipeSteps } from './schema'

/** The line after one step; the same text where the step has nothing to do. */
export function takeStep(text: string, step: RecipeStep): string {
  if (step !== 'leave-out-unknown-keys') return text
  const line = openRaw(text)
  keepOnly(line, (i) => knownLineKeys.has(line.names[i]!))
  const messages = openAt(line, line.names.lastIndexOf('messages'))
  const parsed = JSON.parse(text) as Conversation
  parsed.messages.forEach((message, i) => {
    const raw = openAt(messages, i)
    keepOnly(raw, (k) => isKnownMessageKey(message.role, raw.names[k]!))
  })
  return rawText(line)
}

/** The line after these steps, in their own order. */
export function takeSteps(text: string, steps: readonly RecipeStep[]): string {
  return recipeSteps.filter((step) => steps.includes(step)).reduce(takeStep, text)
}

/** The bytes of a line after these steps; one without a broken rule is not even opened. */
export function applySteps(text: Buffer, problems: string, steps: readonly RecipeStep[]): Buffer {
  if (steps.length === 0 || problems === '') return text
  const stored = text.toString()
  const after = takeSteps(stored, steps)
  return after === stored ? text : Buffer.from(after)
}
