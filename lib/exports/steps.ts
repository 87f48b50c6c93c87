import { ownValue } from '@/lib/conversations/json'
import { conversationOf, preferenceKeys } from '@/lib/conversations/kind'
import { openMessage, openPrompt } from '@/lib/conversations/line-places'
import { isKnownMessageKey, knownInputKeys, knownLineKeys } from '@/lib/conversations/problems/known-keys'
import { kindOfArguments } from '@/lib/conversations/problems/tool-calls'
import { keepOnly, openAt, openRaw, type RawContainer, rawText, written } from '@/lib/conversations/raw-json'
import { isJsonObject, isPreference, type Json, type Message } from '@/lib/conversations/schema'
import { type RecipeStep, recipeSteps } from './schema'
import { stepFor } from './step-for'

/** The steps that a line needs, by the codes of its broken rules. */
export function stepsNeeded(problems: string): RecipeStep[] {
  const needed = new Set(problems.split(' ').map(stepFor))
  return recipeSteps.filter((step) => needed.has(step))
}

/** The line after these steps, in their own order; no byte changes but those that they are about. */
export function takeSteps(text: string, steps: readonly RecipeStep[]): string {
  if (steps.length === 0) return text
  const line = openRaw(text)
  const conversation = conversationOf(text)
  const isPair = Boolean(conversation[isPreference])
  const omits = steps.includes('leave-out-unknown-keys')
  if (omits) leaveOutLineKeys(line, isPair)
  conversation.messages.forEach((message, index) => {
    const raw = openMessage(line, conversation, index)
    const keeps = (key: string) => isKnownMessageKey(message.role, key) && !(isPair && key === 'weight')
    if (omits) keepOnly(raw, (at) => keeps(raw.names[at]!))
    if (steps.includes('write-weights-as-integers') && !isPair) writeWeight(raw, message)
    if (steps.includes('developer-to-system') && message.role === 'developer')
      raw.values[raw.names.lastIndexOf('role')] = written('"system"')
    if (steps.includes('unwrap-arguments') && message.role === 'assistant') unwrapCalls(raw, message)
  })
  if (steps.includes('drop-trailing-turns') && !isPair) {
    const last = conversation.messages.findLastIndex(({ role }) => role === 'assistant')
    if (last >= 0) keepOnly(openPrompt(line, conversation), (at) => at <= last)
  }
  return rawText(line)
}

function leaveOutLineKeys(line: RawContainer, isPair: boolean): void {
  const known: ReadonlySet<string> = isPair ? new Set(preferenceKeys) : knownLineKeys
  keepOnly(line, (at) => known.has(line.names[at]!))
  if (!isPair) return
  const input = openAt(line, line.names.lastIndexOf('input'))
  keepOnly(input, (at) => knownInputKeys.has(input.names[at]!))
}

/** Arguments that are JSON inside JSON become the JSON they hold. */
function unwrapCalls(raw: RawContainer, message: Message): void {
  const calls = ownValue(message, 'tool_calls')
  if (Array.isArray(calls) && calls.length > 0) {
    const list = openKey(raw, 'tool_calls')
    calls.forEach((call, at) => {
      const called = isJsonObject(call) ? ownValue(call, 'function') : undefined
      if (called !== undefined && isJsonObject(called)) unwrap(openKey(openAt(list, at), 'function'), called)
    })
  }
  const legacy = ownValue(message, 'function_call')
  if (legacy !== undefined && isJsonObject(legacy)) unwrap(openKey(raw, 'function_call'), legacy)
}

function unwrap(raw: RawContainer, called: { [key: string]: Json }): void {
  const text = ownValue(called, 'arguments')
  if (typeof text !== 'string' || kindOfArguments(text) !== 'double-encoded') return
  raw.values[raw.names.lastIndexOf('arguments')] = written(JSON.stringify(JSON.parse(text)))
}

// Of twin keys the last one counts, as for JSON.parse.
const openKey = (object: RawContainer, key: string) => openAt(object, object.names.lastIndexOf(key))

function writeWeight(raw: RawContainer, message: Message): void {
  const weight = message.role === 'assistant' ? integerOf(ownValue(message, 'weight')) : null
  if (weight !== null) raw.values[raw.names.lastIndexOf('weight')] = written(String(weight))
}

/** What is meant by 1.0, true or "1"; null for anything else. */
function integerOf(weight: Json | undefined): 0 | 1 | null {
  if (weight === 1 || weight === true || weight === '1') return 1
  if (weight === 0 || weight === false || weight === '0') return 0
  return null
}

/** The bytes of a line after the steps of a recipe; one that needs none of them is not even opened. */
export function applySteps(text: Buffer, problems: string, steps: readonly RecipeStep[]): Buffer {
  const needed = stepsNeeded(problems).filter((step) => steps.includes(step))
  return needed.length === 0 ? text : Buffer.from(takeSteps(text.toString(), needed))
}
