import { z } from 'zod'
import { delimiters, type ReadOptions, readOptions, speakerRole } from '@/lib/formats/schema'
import { type ImportFormat, importFormats } from '@/lib/imports/schema'
import { AppError } from '@/lib/result/app-error'
import type { OptionSpec, VerbCall } from './verb'

/** How a file is to be read; what is left out is detected. */
export const readingOptions = {
  format: { type: 'string' },
  container: { type: 'string' },
  encoding: { type: 'string' },
  delimiter: { type: 'string' },
  'no-quotes': { type: 'boolean' },
  'no-header': { type: 'boolean' },
  mapping: { type: 'string' },
  roles: { type: 'string' },
} satisfies Record<string, OptionSpec>

const roles = z.record(z.string(), speakerRole)

/** @throws AppError `invalid`, naming the option and what it may be */
export function readReading(options: VerbCall['options']): { format: ImportFormat; options: ReadOptions } {
  const format = options.format ?? 'auto'
  if (!importFormats.some((known) => known === format)) throw unknownChoice('format', importFormats)
  const given = {
    container: options.container,
    encoding: options.encoding,
    delimiter: options.delimiter === '\\t' || options.delimiter === 'tab' ? '\t' : options.delimiter,
    quote: options['no-quotes'] ? false : undefined,
    header: options['no-header'] ? false : undefined,
    mapping: jsonOf('mapping', options.mapping),
    roles: rolesOf(options.roles),
  }
  const stated = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const parsed = readOptions.safeParse(stated)
  if (parsed.success) return { format: format as ImportFormat, options: parsed.data }
  const option = String(parsed.error.issues[0]?.path[0])
  throw unknownChoice(option, choicesOf(option))
}

function choicesOf(option: string): readonly string[] {
  if (option === 'delimiter') return delimiters.map((one) => (one === '\t' ? 'tab' : one))
  if (option === 'container') return readOptions.shape.container.unwrap().options
  if (option === 'encoding') return readOptions.shape.encoding.unwrap().options
  return [
    '{"mode":"pair","user":"…","assistant":"…"}',
    '{"mode":"grouped","conversation":"…","speaker":"…","text":"…"}',
  ]
}

function rolesOf(text: VerbCall['options'][string]): ReadOptions['roles'] {
  const value = jsonOf('roles', text)
  if (value === undefined) return undefined
  const parsed = roles.safeParse(value)
  if (!parsed.success)
    throw unknownChoice('roles', ['{"customer":"user","agent":"assistant","note":"leave-out"}'])
  return Object.entries(parsed.data).map(([speaker, role]) => ({ speaker, role }))
}

function jsonOf(option: string, text: VerbCall['options'][string]): unknown {
  if (typeof text !== 'string') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw unknownChoice(option, choicesOf(option))
  }
}

const unknownChoice = (option: string, choices: readonly string[]) =>
  new AppError('invalid', 'unknownChoice', { params: { option, choices: choices.join(', ') } })
