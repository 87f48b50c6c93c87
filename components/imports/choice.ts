import type { Delimiter, FormatName, Mapping, Plan, ReadOptions, SpeakerRole } from '@/lib/formats/schema'
import type { Preview } from '@/lib/imports/schema'

/** What a person has said about a file so far; everything else is detected. */
export type Choice = { format: FormatName | 'auto'; options: ReadOptions }

export const noChoice: Choice = { format: 'auto', options: {} }

/** What is meant by a choice: where an earlier import told how to read this one, its words. */
export function meantBy(choice: Choice, { plan, remembered }: Pick<Preview, 'plan' | 'remembered'>): Choice {
  if (!remembered) return choice
  const { container, encoding, table, mapping, roles } = plan
  return {
    format: plan.chosen ? plan.format : 'auto',
    options: {
      container,
      encoding,
      ...(table && { delimiter: table.delimiter, quote: table.quote, header: table.header }),
      ...(mapping && { mapping }),
      ...(roles.length > 0 && { roles }),
    },
  }
}

/** Another format. What was said of columns and speakers belonged to the one before. */
export function withFormat(choice: Choice, format: Choice['format']): Choice {
  const { mapping: _, roles: __, ...options } = choice.options
  return { format, options }
}

/** Other words about how bytes become records; columns are new then, so their mapping is made anew. */
export function withReading(choice: Choice, part: Omit<ReadOptions, 'mapping' | 'roles'>): Choice {
  const { mapping: _, ...options } = choice.options
  return { ...choice, options: { ...options, ...part } }
}

export const withMapping = (choice: Choice, mapping: Mapping): Choice => ({
  format: mapping.mode === 'pair' ? 'table-pair' : 'table-grouped',
  options: { ...choice.options, mapping },
})

/** One speaker gets a role; the others keep theirs, so that what is sent says all of them. */
export function withRole(choice: Choice, plan: Plan, speaker: string, role: SpeakerRole): Choice {
  // what was said since the preview was made counts already
  const others = (choice.options.roles ?? plan.roles).filter((known) => known.speaker !== speaker)
  return { ...choice, options: { ...choice.options, roles: [...others, { speaker, role }] } }
}

/** The column whose cells become tags, or none; `separator` '' where a cell is one tag. */
export function withTags(mapping: Mapping, column: string, separator = ''): Mapping {
  const { tags: _, ...rest } = mapping
  if (column === '') return rest
  return { ...rest, tags: { column, ...(separator === '' ? {} : { separator }) } }
}

/** A mapping of the other mode, with the columns that both know kept in their place. */
export function switchMode(
  mapping: Mapping | null,
  mode: Mapping['mode'],
  columns: readonly string[],
): Mapping {
  const [first = '', second = '', third = ''] = columns
  const tags = mapping?.tags ? { tags: mapping.tags } : {}
  if (mode === 'pair')
    return { mode, user: mapping?.mode === 'pair' ? mapping.user : first, assistant: second, ...tags }
  return { mode, conversation: first, speaker: second, text: third || second, ...tags }
}

/** Names of delimiters in `imports.delimiters`. */
export const delimiterKeys = {
  ',': 'comma',
  '\t': 'tab',
  ';': 'semicolon',
  '|': 'bar',
} as const satisfies Record<Delimiter, string>
