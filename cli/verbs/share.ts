import { AppError } from '@/lib/result/app-error'
import { actOf } from '../bulk-action'
import type { Door, ShareToMake } from '../door'
import { findDataset } from '../find'
import { say } from '../say'
import type { Verb, VerbCall } from '../verb'
import { byName } from './version'

const text = { type: 'string' } as const

export const shareVerb: Verb = {
  words: ['create|list|revoke'],
  options: {
    dataset: { type: 'string', required: true },
    where: text,
    example: text,
    version: text,
    title: text,
    days: text,
    link: text,
  },
  run: async ({ options, words, door: open }) => {
    const act = actOf('share', words[0] ?? '', ['create', 'list', 'revoke'])
    const door = await open()
    const dataset = await findDataset(door, String(options.dataset))
    if (act === 'create') {
      const made = await door.createShare(dataset.id, await shareOf(options, door, dataset.id))
      const sentence = made.expiresAt ? say('shared', { expiresAt: made.expiresAt }) : say('sharedForever')
      return { data: made, lines: [sentence, made.url] }
    }
    if (act === 'revoke') {
      if (typeof options.link !== 'string')
        throw new AppError('invalid', 'missingOption', { params: { option: 'link' } })
      await door.revokeShare(dataset.id, options.link)
      return { data: { id: options.link, revoked: true }, lines: [say('shareRevoked', { id: options.link })] }
    }
    const shares = await door.listShares(dataset.id)
    return {
      records: shares,
      lines: shares.map(({ id, kind, name, query, version, expiresAt, lastUsedAt }) =>
        [id, kind, name || '-', query || version?.name || '-', expiresAt ?? '-', lastUsedAt ?? '-'].join(
          '  ',
        ),
      ),
    }
  },
}

/** The link that the options ask for: of a version, one example, what a query finds, else of the dataset. */
async function shareOf(
  { where, example, version, title, days }: VerbCall['options'],
  door: Door,
  datasetId: string,
): Promise<ShareToMake> {
  // a link shows one thing: what is dropped of two would show more than was asked
  const [one, other] = Object.entries({ where, example, version })
    .filter(([, value]) => value !== undefined)
    .map(([option]) => option)
  if (one && other) throw new AppError('invalid', 'optionsExclude', { params: { option: one, other } })
  const basics = {
    ...(title ? { name: String(title) } : {}),
    expiresAt:
      days === undefined ? null : new Date(Date.now() + whole('days', days) * 86_400_000).toISOString(),
  }
  if (version !== undefined) {
    const { id } = byName(await door.listVersions(datasetId), String(version))
    return { ...basics, kind: 'version', version: id }
  }
  if (example !== undefined) return { ...basics, kind: 'example', number: whole('example', example) }
  return where === undefined ? { ...basics, kind: 'dataset' } : { ...basics, kind: 'view', q: String(where) }
}

function whole(option: string, value: string | boolean): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1 || number > 1_000_000)
    throw new AppError('invalid', 'notANumber', { params: { option } })
  return number
}
