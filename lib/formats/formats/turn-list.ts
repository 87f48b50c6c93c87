import type { Json } from '@/lib/conversations/schema'
import { good, message, type Outcome, otherFormat } from '../fields'
import type { Format } from '../format'

const isList = (record: Json): record is string[] =>
  Array.isArray(record) && record.length > 0 && record.every((text) => typeof text === 'string')

const alternate = (texts: string[]): Outcome =>
  good({ messages: texts.map((text, i) => message(i % 2 === 0 ? 'user' : 'assistant', text)) })

/** Dialogues as lists of texts, user and assistant in turn: ChatterBot (FORMATS 2.14). */
export const turnList: Format = {
  name: 'turn-list',
  detect: (record) => (isList(record) ? 0.8 : 0),
  convert: () => [otherFormat('turn-list', '["…", "…"]')],
  convertList: (record) => [isList(record) ? alternate(record) : otherFormat('turn-list', '["…", "…"]')],
}
