import { type Conversation, isJsonObject, type Json } from '../schema'
import type { Report } from './codes'

const specialToken =
  /<\|(?:endoftext|endofprompt|startoftext|fim_prefix|fim_middle|fim_suffix|im_start|im_end|im_sep)\|>/

/** Texts that break a trainer or a database: special tokens (FORMATS rule 16), NUL, halves of surrogate pairs. */
export function checkTexts(conversation: Conversation, report: Report): void {
  conversation.messages.forEach((message, index) => {
    const found = look(message)
    if (found.token) report('special-token', index, { token: found.token })
    reportBroken(found, index, report)
  })
  const { messages: _, ...rest } = conversation
  reportBroken(look(rest), null, report)
}

function reportBroken(found: Found, index: number | null, report: Report): void {
  const place = { place: index === null ? 'line' : 'message' }
  if (found.nul) report('nul-character', index, place)
  if (found.half) report('lone-surrogate', index, place)
}

type Found = { token: string; nul: boolean; half: boolean }

function look(value: Json, found: Found = { token: '', nul: false, half: false }): Found {
  if (typeof value === 'string') lookAt(value, found)
  else if (Array.isArray(value)) for (const inner of value) look(inner, found)
  else if (isJsonObject(value)) {
    for (const key of Object.keys(value)) {
      lookAt(key, found)
      look(value[key]!, found)
    }
  }
  return found
}

function lookAt(text: string, found: Found): void {
  if (found.token === '' && text.includes('<|')) found.token = specialToken.exec(text)?.[0] ?? ''
  found.nul ||= text.includes('\0')
  found.half ||= !text.isWellFormed()
}
