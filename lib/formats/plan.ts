import 'server-only'
import { ownValue } from '@/lib/conversations/json'
import { readJson } from '@/lib/conversations/parse'
import { isJsonObject, type Json } from '@/lib/conversations/schema'
import { formats } from './all'
import { cut } from './cut'
import { detectContainer } from './detect-container'
import { detectEncoding } from './detect-encoding'
import { detectTable } from './detect-table'
import { textOf } from './fields'
import { guessMapping } from './guess-mapping'
import type { Sample } from './sample'
import {
  type FormatName,
  formatNames,
  type Mapping,
  type Plan,
  type ReadOptions,
  type SourceRecord,
} from './schema'
import { Transcoder } from './transcode'

const judged = 200
// below it nothing fits: read as chat, whose rejections say what is missing
const leastSure = 0.3

export type Candidate = { format: FormatName; confidence: number }
export type Detection = {
  plan: Plan
  /** Formats that the first records may be of, surest first. */
  candidates: Candidate[]
  /** The first records, at most 200, as cut under the plan. */
  records: SourceRecord[]
  /** How many records the sample holds in all. */
  sampled: number
  /** Columns of a table, or fields that hold texts: what can be mapped. */
  columns: string[]
  /** Columns that a mapping asked for names, and that aren't there. */
  missing: string[]
}
export type Asked = { format: FormatName | 'auto'; options: ReadOptions }

/** Decides how to read a file: what a person asked for goes first, the rest is told by its beginning. */
export async function planFile(sample: Sample, fileName: string, asked: Asked): Promise<Detection> {
  const { options } = asked
  const encoding = options.encoding ?? detectEncoding(sample.bytes)
  const transcoder = new Transcoder(encoding)
  const bytes = Buffer.concat([transcoder.push(sample.bytes), transcoder.end()])
  const { table, sure } = detectTable(bytes, options)
  const text = new TextDecoder().decode(bytes)
  const isTable = () => sure > 0.9
  const container = options.container ?? detectContainer(text, { whole: sample.whole, fileName }, isTable)
  const base: Plan = {
    gzip: sample.gzip,
    encoding,
    container,
    format: 'openai-chat',
    chosen: asked.format !== 'auto',
    table: container === 'table' ? table : null,
    mapping: null,
    roles: options.roles ?? [],
  }
  const first = await cutSample(sample, base)
  const values = first.records.flatMap(valuesOf)
  const columns = container === 'table' ? table.columns : fieldsOf(values)
  const candidates = rank(values, columns, container === 'table')
  const format = formatOf(asked, candidates)
  const mapping = mappingFor(format, columns, options.mapping)
  const plan = { ...base, format, mapping }
  const found = mapping?.mode === 'grouped' ? await cutSample(sample, plan) : first
  return { plan, candidates, ...found, columns, missing: missingOf(options.mapping, columns) }
}

async function cutSample(sample: Sample, plan: Plan) {
  const found: SourceRecord[] = []
  let sampled = 0
  for await (const records of cut([sample.bytes], plan, sample.whole))
    for (const record of records) {
      sampled += 1
      if (found.length < judged) found.push(record)
    }
  return { records: found, sampled }
}

function valuesOf(record: SourceRecord): Json[] {
  if ('value' in record) return [record.value]
  if (!('bytes' in record)) return []
  const read = readJson(record.bytes)
  return read.ok ? [read.value] : []
}

/** Fields of records that hold a text somewhere, in the order they are met. */
function fieldsOf(values: Json[]): string[] {
  const fields = new Set<string>()
  for (const value of values)
    if (isJsonObject(value))
      for (const key of Object.keys(value))
        if (textOf(ownValue(value, key)) !== undefined && key.length <= 1_000) fields.add(key)
  return [...fields].slice(0, 200)
}

function rank(values: Json[], columns: string[], isTable: boolean): Candidate[] {
  const sum = (name: FormatName) => values.reduce<number>((total, v) => total + formats[name].detect(v), 0)
  const ranked = formatNames.map((format) => ({
    format,
    confidence: values.length === 0 ? 0 : sum(format) / values.length,
  }))
  if (columns.length > 0) {
    const { mapping, confidence } = guessMapping(columns)
    // in JSON a mapping is what is left where no format fits
    ranked.push({ format: `table-${mapping.mode}`, confidence: isTable ? confidence : 0.1 })
  }
  // rows of a table say prompt and completion by their columns
  const fits = ({ format, confidence }: Candidate) =>
    confidence > 0.05 &&
    !(isTable && format === 'prompt-completion') &&
    (isTable || format !== 'table-grouped')
  return ranked.filter(fits).sort((a, b) => b.confidence - a.confidence)
}

function formatOf({ format, options }: Asked, candidates: Candidate[]): FormatName {
  if (format !== 'auto') return format
  if (options.mapping) return `table-${options.mapping.mode}`
  const [best] = candidates
  return best && best.confidence >= leastSure ? best.format : 'openai-chat'
}

/** The mapping that was asked for, where it names columns that are there; else a guess. */
function mappingFor(format: FormatName, columns: string[], asked: Mapping | undefined): Mapping | null {
  if (format !== 'table-pair' && format !== 'table-grouped') return null
  const mode = format === 'table-pair' ? 'pair' : 'grouped'
  const fits = asked?.mode === mode && missingOf(asked, columns).length === 0
  return fits ? asked : guessMapping(columns, mode).mapping
}

function missingOf(mapping: Mapping | undefined, columns: string[]): string[] {
  if (!mapping) return []
  const { mode: _, tags, ...named } = mapping
  return [...Object.values(named), tags?.column].filter(
    (column): column is string => column !== undefined && !columns.includes(column),
  )
}
