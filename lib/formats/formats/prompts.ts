import { isJsonObject, type Json } from '@/lib/conversations/schema'
import { firstOf, good, type JsonObject, message, otherFormat, restOf } from '../fields'
import type { Format } from '../format'

const keys = ['turns', 'prompts'] as const
const textsOf = (value: Json | undefined): string[] | undefined =>
  Array.isArray(value) && value.length > 0 && value.every((text) => typeof text === 'string')
    ? (value as string[])
    : undefined
const found = (record: JsonObject) => firstOf(record, keys, textsOf)

/** Questions only, one or more to a record, as MT-Bench has them: the answers are yet to be written. */
export const prompts: Format = {
  name: 'prompts',
  detect: (record) => (isJsonObject(record) && found(record) ? 0.8 : 0),
  convert: (record) => {
    const turns = found(record)
    if (!turns) return [otherFormat('prompts', 'turns')]
    const messages = turns.value.map((text) => message('user', text))
    return [good({ messages, ...restOf(record, [turns.key]) })]
  },
}
