import { readJson, readLine } from '@/lib/conversations/parse'
import { isJsonObject, type Json, type LineResult, type Rejection } from '@/lib/conversations/schema'
import { adoptMarks } from './adopt-marks'
import { formats } from './all'
import type { Outcome } from './fields'
import { isForeign } from './foreign'
import { looksLikeReinforcement, refuseReinforcement } from './formats/reinforcement'
import { quoteLongNumbers } from './long-numbers'
import { toOneLine } from './one-line'
import { keepText, type Plan, type SourceRecord } from './schema'

type Readable = Exclude<SourceRecord, { refusal: Rejection }>

/** What a record of a file becomes: an example or a rejection; several where it holds several. */
export function readRecord(record: SourceRecord, plan: Plan): LineResult[] {
  if ('refusal' in record) return [record.refusal]
  if (record.damaged) return [{ ok: false, code: 'wrong-encoding', params: { encoding: plan.encoding } }]
  if (!keepText.has(plan.format)) return readConverted(record, plan)
  const kept = readKept(record, plan)
  // some lines of a file may be of another trainer: they say which turns are learned in words of their own
  const isChat = plan.format === 'openai-chat' && !plan.chosen
  const isOther = isChat && kept.ok && isForeign(kept.conversation)
  return isOther ? readConverted(record, { ...plan, format: 'sharegpt' }) : [kept]
}

function readConverted(record: Readable, plan: Plan): LineResult[] {
  const value = jsonOf(record)
  if ('code' in value) return [value]
  return convert(value.value, plan).map((outcome) =>
    outcome.ok ? readLine(JSON.stringify(outcome.line)) : outcome,
  )
}

function readKept(record: Readable, plan: Plan): LineResult {
  const result =
    'bytes' in record
      ? plan.container === 'jsonl'
        ? readLine(record.bytes)
        : readWhole(record.bytes)
      : readLine(JSON.stringify(record.value))
  if (!result.ok) return result
  const refused = !plan.chosen || plan.format === 'reinforcement'
  if (refused && looksLikeReinforcement(result.conversation)) return refuseReinforcement(result.conversation)
  return adoptMarks(result)
}

/** An object of a JSON file may stand on many lines; an example is one. */
function readWhole(bytes: Uint8Array): LineResult {
  const read = readJson(bytes)
  return read.ok ? readLine(toOneLine(read.text)) : read
}

function jsonOf(record: Readable): { value: Json } | Rejection {
  if ('value' in record) return record
  const read = readJson(record.bytes)
  if (!read.ok) return read
  const text = quoteLongNumbers(read.text)
  return { value: text === read.text ? read.value : (JSON.parse(text) as Json) }
}

function convert(value: Json, plan: Plan): Outcome[] {
  const format = formats[plan.format]
  if (isJsonObject(value)) return format.convert(value, plan)
  if (Array.isArray(value) && format.convertList) return format.convertList(value, plan)
  const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
  return [{ ok: false, code: 'not-object', params: { kind } }]
}
