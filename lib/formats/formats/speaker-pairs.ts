import { isJsonObject, type Json } from '@/lib/conversations/schema'
import { firstOf, good, type JsonObject, type Outcome, otherFormat, restOf } from '../fields'
import type { Choices, Format } from '../format'
import { readTurns } from '../turns'

const isPair = (value: Json) =>
  Array.isArray(value) && value.length === 2 && value.every((text) => typeof text === 'string')

const pairsOf = (value: Json | undefined): string[][] | undefined =>
  Array.isArray(value) && value.length > 0 && value.every(isPair) ? (value as string[][]) : undefined

const holderOf = (record: JsonObject) => firstOf(record, Object.keys(record), pairsOf)

function convertPairs(pairs: string[][], rest: JsonObject, { roles }: Choices): Outcome {
  const turns = readTurns(
    pairs.map(([from, value]) => ({ from: from!, value: value! })),
    roles,
  )
  return turns.ok ? good({ messages: turns.messages, ...rest }) : turns
}

/** Dialogues as lists of [speaker, text], alone or in a field of a record. */
export const speakerPairs: Format = {
  name: 'speaker-pairs',
  detect: (record) => {
    if (Array.isArray(record)) return pairsOf(record) ? 0.9 : 0
    if (!isJsonObject(record) || !holderOf(record)) return 0
    // Alpaca's `history` is a list of pairs too
    return holderOf(record)!.key === 'history' ? 0.1 : 0.7
  },
  convert: (record, choices) => {
    const found = holderOf(record)
    if (!found) return [otherFormat('speaker-pairs', '[speaker, text]')]
    return [convertPairs(found.value, restOf(record, [found.key]), choices)]
  },
  convertList: (record, choices) => {
    const pairs = pairsOf(record)
    return [pairs ? convertPairs(pairs, {}, choices) : otherFormat('speaker-pairs', '[speaker, text]')]
  },
  speakers: (record) => {
    const pairs = Array.isArray(record)
      ? pairsOf(record)
      : isJsonObject(record)
        ? holderOf(record)?.value
        : []
    return (pairs ?? []).map(([speaker]) => speaker!.trim())
  },
}
