import type { Actor } from '@/lib/auth/schema'
import type { LiveEvent } from '@/lib/live/schema'

/** What others fetch again after any change of tags: the tags, and what lists and charts show of them. */
export const tagEvents = (actor: Actor, datasetId: string): LiveEvent[] => [
  { type: 'tags', datasetId, actorId: actor.id },
  { type: 'examples', datasetId, actorId: actor.id },
]

/** Changes of tags and groups look at all of a dataset's before they write: one at a time. */
export const tagsTurn = (datasetId: string): string => `tags:${datasetId}`
