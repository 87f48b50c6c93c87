import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv'
import Ajv2020 from 'ajv/dist/2020.js'
import { findNodeAtLocation, parseTree } from 'jsonc-parser'
import { canonicalJson } from '@/lib/conversations/canonical'
import { depthOf, isJsonObject, type Json, maxDepth } from '@/lib/conversations/words'
import { formats } from './formats'
import { openSearch } from './pattern'

export type AnswerProblem = {
  code: 'not-json' | 'schema'
  from: number
  to: number
  params: Record<string, string>
}

const mostWork = 5000
const longest = 1_000_000

/** What is wrong with a schema; null where answers can be held against it. */
export function schemaProblem(text: string): 'not-json' | 'not-schema' | 'recursive' | 'too-large' | null {
  const schema = parsed(text)
  if (schema === undefined) return 'not-json'
  if (typeof schema !== 'boolean' && !isJsonObject(schema)) return 'not-schema'
  const work = workOf(schema)
  if (typeof work !== 'number') return work
  try {
    compile(schema)
    return null
  } catch {
    return 'not-schema'
  }
}

/** Says of each answer what keeps it from being the JSON that was declared; of no schema (an empty text) any JSON is right. */
export function openJsonAnswer(schemaText: string): (text: string) => AnswerProblem[] {
  const validate =
    schemaText !== '' && schemaProblem(schemaText) === null ? compile(parsed(schemaText)!) : null
  return (text) => {
    if (text.length > longest) return []
    const value = parsed(text)
    if (value === undefined) return [{ code: 'not-json', from: 0, to: text.length, params: {} }]
    if (!validate || validate(value)) return []
    return (validate.errors ?? []).slice(0, 5).map((error) => problemAt(text, error))
  }
}

function parsed(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json
    return depthOf(value, maxDepth) <= maxDepth ? value : undefined
  } catch {
    return undefined
  }
}

/** Where in the text the value stands that breaks the schema, or the property that is too much. */
function problemAt(text: string, error: ErrorObject): AnswerProblem {
  const steps = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const tree = parseTree(text)
  const place = (path: string[]) => {
    let node = tree
    for (const step of path)
      node = node && findNodeAtLocation(node, [node.type === 'array' ? Number(step) : step])
    return node
  }
  const extra: unknown = error.params.additionalProperty ?? error.params.unevaluatedProperty
  const node = (typeof extra === 'string' ? place([...steps, extra]) : undefined) ?? place(steps)
  const [from, to] = node ? [node.offset, node.offset + node.length] : [0, text.length]
  const where = error.instancePath === '' ? '/' : error.instancePath
  const what = wordsOf(error)
  return { code: 'schema', from, to, params: { where: where.slice(0, 80), what: what.slice(0, 80) } }
}

function wordsOf({ keyword, params, message = '' }: ErrorObject): string {
  if (keyword === 'additionalProperties') return `additionalProperties: ${params.additionalProperty}`
  if (keyword === 'required') return `required: ${params.missingProperty}`
  if (keyword === 'enum')
    return `enum: ${(params.allowedValues as unknown[]).map((one) => JSON.stringify(one)).join(', ')}`
  if (keyword === 'type') return `type: ${params.type}`
  return message === '' ? keyword : message
}

// a pattern in a schema runs in linear time as well; the validator tells patterns apart by their text
const linear = Object.assign((pattern: string) => ({ test: openSearch(pattern), toString: () => pattern }), {
  code: 'linear',
})

function compile(schema: Json): ValidateFunction {
  const isFormer =
    isJsonObject(schema) && typeof schema.$schema === 'string' && schema.$schema.includes('draft-0')
  const options = { strict: false, logger: false, code: { regExp: linear } } as const
  const ajv = isFormer ? new Ajv(options) : new Ajv2020(options)
  // its own compares each item with each other one
  ajv.removeKeyword('uniqueItems')
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    validate: (asked: boolean, items: Json[]) =>
      !asked || new Set(items.map(canonicalJson)).size === items.length,
  })
  for (const [name, validate] of Object.entries(formats)) ajv.addFormat(name, { type: 'string', validate })
  const own = isJsonObject(schema) ? withoutNames(schema) : schema
  return ajv.compile(own as object | boolean)
}

/** Names of schemas are addresses of elsewhere: only what stands in the text itself is read. */
const withoutNames = (schema: { [key: string]: Json }): Json => {
  const { $schema: _, $id: __, id: ___, ...rest } = schema
  return rest
}

/**
 * How many keywords are read for one value at most, all references followed: a schema of a few lines can ask for
 * billions. One that refers to itself is not read at all.
 */
function workOf(schema: Json): number | 'recursive' | 'too-large' | 'not-schema' {
  const known = new Map<Json, number>()
  const open = new Set<Json>()
  const work = (value: Json): number => {
    if (typeof value !== 'object' || value === null) return 1
    const before = known.get(value)
    if (before !== undefined) return before
    if (open.has(value)) return Number.NaN
    open.add(value)
    let sum = 1
    for (const [key, inner] of Object.entries(value)) {
      if (key === '$ref' && typeof inner === 'string' && isJsonObject(value)) {
        const target = referred(schema, inner)
        sum += target === undefined ? Number.POSITIVE_INFINITY : work(target)
      } else if (key !== '$defs' && key !== 'definitions') sum += work(inner)
    }
    open.delete(value)
    known.set(value, sum)
    return sum
  }
  if (/"\$(?:dynamic|recursive)Ref"/.test(JSON.stringify(schema))) return 'recursive'
  const sum = work(schema)
  if (Number.isNaN(sum)) return 'recursive'
  if (sum === Number.POSITIVE_INFINITY) return 'not-schema'
  return sum > mostWork ? 'too-large' : sum
}

/** What a reference within the schema leads to; undefined for any other. */
function referred(schema: Json, reference: string): Json | undefined {
  if (!reference.startsWith('#')) return undefined
  let value: Json | undefined = schema
  for (const step of reference.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~')
    if (Array.isArray(value)) value = value[Number(key)]
    else value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  }
  return value
}
