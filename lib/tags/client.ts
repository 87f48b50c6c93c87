import { call } from '@/lib/result/call'
import type { IdAnswer } from '@/lib/result/schema'
import type {
  DeletedTags,
  MergeAnswer,
  NewTag,
  NewTagGroup,
  RestoreAnswer,
  TagChange,
  TagGroupChange,
  TagGroupOrder,
  TagGroupRemoval,
  TagList,
  TagMerge,
  TagOrder,
  TagRemoval,
  TagReturn,
  TagUnmerge,
} from './schema'

const of = (datasetId: string, path: string) => `/datasets/${datasetId}/${path}`

export const fetchTagGroups = (datasetId: string, signal?: AbortSignal) =>
  call<TagList>('GET', of(datasetId, 'tags'), undefined, signal)
export const fetchDeletedTags = (datasetId: string, signal?: AbortSignal) =>
  call<DeletedTags>('GET', of(datasetId, 'tags/trash'), undefined, signal)

export const createTagGroup = (datasetId: string, body: NewTagGroup) =>
  call<IdAnswer>('POST', of(datasetId, 'tag-groups'), body)
export const changeTagGroup = (datasetId: string, groupId: string, body: TagGroupChange) =>
  call<object>('PATCH', of(datasetId, `tag-groups/${groupId}`), body)
export const orderTagGroups = (datasetId: string, body: TagGroupOrder) =>
  call<object>('POST', of(datasetId, 'tag-groups/order'), body)
export const deleteTagGroup = (datasetId: string, groupId: string, body: TagGroupRemoval) =>
  call<object>('POST', of(datasetId, `tag-groups/${groupId}/delete`), body)
export const restoreTagGroup = (datasetId: string, groupId: string, body: TagReturn) =>
  call<object>('POST', of(datasetId, `tag-groups/${groupId}/restore`), body)

export const createTag = (datasetId: string, body: NewTag) =>
  call<IdAnswer>('POST', of(datasetId, 'tags'), body)
export const changeTag = (datasetId: string, tagId: string, body: TagChange) =>
  call<object>('PATCH', of(datasetId, `tags/${tagId}`), body)
export const orderTags = (datasetId: string, body: TagOrder) =>
  call<object>('POST', of(datasetId, 'tags/order'), body)
export const deleteTag = (datasetId: string, tagId: string, body: TagRemoval) =>
  call<object>('POST', of(datasetId, `tags/${tagId}/delete`), body)
export const restoreTag = (datasetId: string, tagId: string, body: TagReturn) =>
  call<RestoreAnswer>('POST', of(datasetId, `tags/${tagId}/restore`), body)
export const mergeTag = (datasetId: string, tagId: string, body: TagMerge) =>
  call<MergeAnswer>('POST', of(datasetId, `tags/${tagId}/merge`), body)
export const unmergeTag = (datasetId: string, tagId: string, body: TagUnmerge) =>
  call<RestoreAnswer>('POST', of(datasetId, `tags/${tagId}/unmerge`), body)
