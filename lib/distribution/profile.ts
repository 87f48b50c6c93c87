import type { CountedExample } from './schema'

/**
 * What examples that count alike have in common: how many trained messages, and their tags as `tag` (on the example),
 * `tag@message` (on a trained message) or `tag@-` (on another message), separated by blanks.
 */
export type Profile = { trained: number; tags: string }

const untrained = '-'

function placesOf(tags: string): { tagId: string; messageId: string | null }[] {
  return tags
    .split(' ')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [tagId = '', messageId = null] = entry.split('@')
      return { tagId, messageId }
    })
}

/** An example of this profile. Its trained messages without a tag have made-up ids. */
export function exampleOf({ trained, tags }: Profile): CountedExample {
  const held = placesOf(tags)
  const named = new Set(held.flatMap(({ messageId }) => messageId ?? []))
  named.delete(untrained)
  const unnamed = Array.from({ length: trained - named.size }, (_, i) => `#${i}`)
  return { status: 'draft', trashed: false, trainedMessageIds: [...named, ...unnamed], tags: held }
}

/** The tags of a profile written so that what counts alike is the same text: which message it is doesn't matter. */
export function sameTags(tags: string): string {
  const onMessages = new Map<string, Set<string>>()
  const written = new Set<string>()
  for (const { tagId, messageId } of placesOf(tags)) {
    if (messageId === null) written.add(tagId)
    else if (messageId === untrained) written.add(`${tagId}@${untrained}`)
    else onMessages.set(messageId, (onMessages.get(messageId) ?? new Set()).add(tagId))
  }
  const messages = [...onMessages.values()].map((held) => [...held].sort()).sort(byText)
  messages.forEach((held, i) => {
    for (const tagId of held) written.add(`${tagId}@${i + 1}`)
  })
  return [...written].sort().join(' ')
}

const byText = (a: string[], b: string[]) => (a.join(' ') < b.join(' ') ? -1 : 1)
