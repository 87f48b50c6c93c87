import { partOf, promptLength } from '@/lib/conversations/kind'
import { type Conversation, isJsonObject, type LineResult } from '@/lib/conversations/schema'
import { summarise, textOf } from '@/lib/conversations/summary'
import { visibleText } from '@/lib/conversations/visible-text'
import { lessonAt } from '@/lib/conversations/weights'
import { excerptSource } from '@/lib/formats/excerpt-source'
import { speakersOf } from '@/lib/formats/list-speakers'
import { keepText, type Plan, type SourceRecord } from '@/lib/formats/schema'
import type { PreviewLine, PreviewMessage, PreviewNote } from './schema'

const shownMessages = 12
const shownLength = 300
const rawLength = 600
const rawBytes = 4 * rawLength
const shownFrames = 60

/** One of the first records as the screen shows it. */
export function showRecord(
  record: SourceRecord,
  result: LineResult,
  number: number,
  plan: Plan,
): PreviewLine {
  const place = { record: number, line: record.line, raw: rawOf(record) }
  if (!result.ok) return { ...place, ok: false, code: result.code, params: result.params }
  const { conversation, kind } = result
  const shown = { messages: showMessages(conversation), strip: stripOf(conversation) }
  return { ...place, ok: true, kind, ...shown, notes: notesOf(record, conversation, plan) }
}

/** As it stands in the file: line breaks stay, what can't be seen is spelled out. */
function rawOf(record: SourceRecord): string {
  const source = excerptSource(record)
  const text = typeof source === 'string' ? source : new TextDecoder().decode(source.subarray(0, rawBytes))
  const lines = text.slice(0, rawLength).split(/\r?\n/)
  const shown = lines.map((line) => visibleText(line.replaceAll('\t', '⇥'), rawLength)).join('\n')
  return text.length > rawLength ? `${shown}…` : shown
}

function showMessages(conversation: Conversation): PreviewMessage[] {
  const { messages } = conversation
  // of a preference the two answers come last: they are shown whatever stands before
  const from = promptLength(conversation)
  return messages.flatMap((message, i): PreviewMessage[] => {
    if (i >= shownMessages && i < from) return []
    const lesson = lessonAt(conversation, i)
    const part = partOf(conversation, i)
    return [
      {
        role: message.role,
        text: textOf(message).slice(0, shownLength).toWellFormed(),
        calls: Array.isArray(message.tool_calls) ? message.tool_calls.filter(isJsonObject).length : 0,
        trained: lesson === -1 ? null : lesson === 1,
        ...(part ? { part } : {}),
      },
    ]
  })
}

// a look at the proportions needs no true count
function stripOf(conversation: Conversation) {
  const tokens = conversation.messages.map((message) => Math.ceil(textOf(message).length / 4) + 1)
  return summarise(conversation, tokens, []).strip.slice(0, shownFrames)
}

function notesOf(record: SourceRecord, conversation: Conversation, plan: Plan): PreviewNote[] {
  const leaves = new Set(plan.roles.flatMap(({ speaker, role }) => (role === 'leave-out' ? [speaker] : [])))
  const is: Record<PreviewNote, boolean> = {
    'kept-fields': !keepText.has(plan.format) && Object.hasOwn(conversation, 'metadata'),
    'turns-left-out': leaves.size > 0 && speakersOf(record, plan).some((speaker) => leaves.has(speaker)),
    'part-weights': conversation.messages.some((message) => Object.hasOwn(message, 'loss_weight')),
  }
  return (Object.keys(is) as PreviewNote[]).filter((note) => is[note])
}
