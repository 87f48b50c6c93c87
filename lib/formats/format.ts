import type { Json } from '@/lib/conversations/schema'
import type { JsonObject, Outcome } from './fields'
import type { FormatName, Plan } from './schema'

/** What converting a record may need to know of the choices for its file. */
export type Choices = Pick<Plan, 'roles' | 'mapping'>

/** One format: how sure a record looks like it, and what becomes of a record. */
export type Format = {
  name: FormatName
  /** 0 to 1 for one parsed record. */
  detect: (record: Json) => number
  /** One outcome for each example in the record: most hold one. */
  convert: (record: JsonObject, choices: Choices) => Outcome[]
  /** Records that are no object: lists of turns. */
  convertList?: (record: Json[], choices: Choices) => Outcome[]
  /** The speakers that a record names, for the mapping of roles. */
  speakers?: (record: Json) => string[]
}
