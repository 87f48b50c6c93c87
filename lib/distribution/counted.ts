import type { Draft } from '@/lib/conversations/schema'
import { lessonAt } from '@/lib/conversations/weights'
import type { CountedExample } from './schema'

/** What a chart needs to know of an example as the editor holds it. */
export function countedExample(
  { conversation, messageIds }: Draft,
  { status, trashed, tags }: Pick<CountedExample, 'status' | 'trashed' | 'tags'>,
): CountedExample {
  const trainedMessageIds = messageIds.filter((_, i) => lessonAt(conversation, i) === 1)
  return { status, trashed, tags, trainedMessageIds }
}
