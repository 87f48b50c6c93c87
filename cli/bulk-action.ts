import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type BulkAction, systemPlaces, weightRules } from '@/lib/bulk/schema'
import { checkIds } from '@/lib/checks/words'
import { type Role, roles } from '@/lib/conversations/schema'
import { statuses } from '@/lib/examples/schema'
import { AppError } from '@/lib/result/app-error'
import type { TagGroup } from '@/lib/tags/schema'
import { findTag } from './find-tag'
import type { VerbCall } from './verb'

export const bulkWords = [
  'tag',
  'untag',
  'weights',
  'system',
  'status',
  'exclude',
  'trash',
  'restore',
  'replace',
  'fix',
] as const
export type BulkWord = (typeof bulkWords)[number]

/** The action that a word and its options name. @throws AppError `invalid` `missingOption`, `unknownChoice`, `noSuchTag` */
export async function bulkActionOf(
  word: BulkWord,
  { options, folder }: Pick<VerbCall, 'options' | 'folder'>,
  groups: TagGroup[],
): Promise<BulkAction> {
  const text = (name: string): string => {
    const value = options[name]
    // an empty variable of a script is no word of anybody's; only what stands in its place may be nothing
    if (typeof value !== 'string' || (value === '' && name !== 'with'))
      throw new AppError('invalid', 'missingOption', { params: { option: name } })
    return value
  }
  const choice = <T extends string>(name: string, choices: readonly T[]): T =>
    oneOf(name, text(name), choices)
  switch (word) {
    case 'tag':
    case 'untag':
      return { type: word, tagId: findTag(groups, text('tag')) }
    case 'weights':
      return { type: 'weights', rule: choice('rule', weightRules) }
    case 'system': {
      const file = options['text-file']
      const prompt = typeof file === 'string' ? await readFile(resolve(folder, file), 'utf8') : text('text')
      const place = options.place === undefined ? 'everywhere' : choice('place', systemPlaces)
      return { type: 'system', where: place, text: prompt }
    }
    case 'status':
    case 'exclude': {
      const to = word === 'exclude' ? 'excluded' : choice('to', statuses)
      return { type: 'status', to, ...(options.reason ? { reason: text('reason') } : {}) }
    }
    case 'trash':
    case 'restore':
      return { type: 'trash', to: word === 'trash' }
    case 'fix':
      return { type: 'fix', check: choice('check', checkIds) }
    case 'replace':
      return {
        type: 'replace',
        find: text('find'),
        with: text('with'),
        pattern: options.pattern === true,
        matchCase: options['ignore-case'] !== true,
        wholeWord: options['whole-word'] === true,
        roles: rolesFrom(options.roles),
        toolArguments: options['tool-arguments'] === true,
      }
  }
}

function rolesFrom(value: string | boolean | undefined): Role[] {
  if (typeof value !== 'string') return [...roles]
  return value.split(',').map((name) => oneOf('roles', name.trim(), roles))
}

/** What a verb of several acts is to do. @throws AppError `invalid`, naming the acts */
export function actOf<T extends string>(verb: string, value: string, choices: readonly T[]): T {
  const found = choices.find((known) => known === value)
  if (!found) throw new AppError('invalid', 'unknownAct', { params: { verb, choices: choices.join(', ') } })
  return found
}

export function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const found = choices.find((known) => known === value)
  if (!found)
    throw new AppError('invalid', 'unknownChoice', { params: { option, choices: choices.join(', ') } })
  return found
}
