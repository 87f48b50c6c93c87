import type { CountedExample } from './schema'

/**
 * What examples that count alike have in common: how many trained messages, and their tags as `tag` (on the example)
 * or `tag@message` (on a trained message), separated by blanks.
 */
export type Profile = { trained: number; tags: string }

/** An example of this profile. Its trained messages without a tag have made-up ids. */
export function exampleOf({ trained, tags }: Profile): CountedExample {
  const placed = tags.split(' ').filter((tag) => tag !== '')
  const held = placed.map((entry) => {
    const [tagId = '', messageId = null] = entry.split('@')
    return { tagId, messageId }
  })
  const named = [...new Set(held.flatMap(({ messageId }) => messageId ?? []))]
  const unnamed = Array.from({ length: trained - named.length }, (_, i) => `#${i}`)
  return { status: 'draft', trashed: false, trainedMessageIds: [...named, ...unnamed], tags: held }
}
