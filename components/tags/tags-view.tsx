'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Page } from '@/components/ui/page'
import { gapOf, gapSentence } from '@/lib/distribution/gap'
import type { Distribution } from '@/lib/distribution/schema'
import { newOperationId } from '@/lib/result/call'
import { orderTagGroups } from '@/lib/tags/client'
import { queryNameOf } from '@/lib/tags/query-name'
import type { Tag, TagGroup } from '@/lib/tags/schema'
import { orderedGroups } from '@/lib/tags/undoable'
import { DeletedList } from './deleted-list'
import { GroupDialog } from './group-dialog'
import { GroupSection } from './group-section'
import { MergeDialog } from './merge-dialog'
import { moveBy } from './move'
import { TagDialog } from './tag-dialog'
import { groupsQuery, sharesQuery } from './tag-queries'
import { TagsRoom, useTagsRoom } from './tags-context'

type Props = { datasetId: string; mayChange: boolean; groups: TagGroup[]; distribution: Distribution }

export function TagsView({ datasetId, mayChange, groups, distribution }: Props) {
  return (
    <TagsRoom datasetId={datasetId} mayChange={mayChange}>
      <TagGroups initial={groups} shares={distribution} />
    </TagsRoom>
  )
}

type Open =
  | { dialog: 'group'; group?: TagGroup }
  | { dialog: 'tag'; groupId: string; tag?: Tag }
  | { dialog: 'merge'; tag: Tag }

function TagGroups({ initial, shares }: { initial: TagGroup[]; shares: Distribution }) {
  const t = useTranslations('tags')
  const label = useTranslations('undo')
  const { datasetId, mayChange, act } = useTagsRoom()
  const [open, setOpen] = useState<Open | null>(null)
  const { data: groups } = useQuery({ ...groupsQuery(datasetId), initialData: initial })
  const { data: distribution } = useQuery({ ...sharesQuery(datasetId), initialData: shares })
  const { shareOf, gapTextOf } = useShares(groups, distribution)
  const close = () => setOpen(null)

  const moveGroup = (at: number, step: -1 | 1) => {
    const next = moveBy(groups, at, step)
    const body = { operationId: newOperationId(), groupIds: next.map((group) => group.id) }
    const before = groups.map((group) => group.id)
    void act(() => orderTagGroups(datasetId, body), {
      ahead: () => next,
      step: () => ({ ...orderedGroups(datasetId, before, body.groupIds), label: label('groupsOrdered') }),
    })
  }
  const newGroup = <Button onClick={() => setOpen({ dialog: 'group' })}>{t('newGroup')}</Button>

  return (
    <Page title={t('title')} lede={t('lede')} actions={mayChange && groups.length > 0 && newGroup}>
      <div className="grid gap-8">
        {groups.map((group, at) => (
          <GroupSection
            key={group.id}
            group={group}
            index={at}
            siblings={groups.length}
            shareOf={shareOf}
            gapOf={gapTextOf}
            nameInQuery={(tag) => queryNameOf(tag, group, groups)}
            onMove={(step) => moveGroup(at, step)}
            onEdit={() => setOpen({ dialog: 'group', group })}
            onNewTag={() => setOpen({ dialog: 'tag', groupId: group.id })}
            onEditTag={(tag) => setOpen({ dialog: 'tag', groupId: group.id, tag })}
            onMergeTag={(tag) => setOpen({ dialog: 'merge', tag })}
          />
        ))}
      </div>
      {groups.length === 0 && (
        <EmptyState title={t('noneTitle')} actions={mayChange && newGroup}>
          <p>{t('none')}</p>
        </EmptyState>
      )}
      {mayChange && <DeletedList />}
      {open?.dialog === 'group' && <GroupDialog group={open.group} onClose={close} />}
      {open?.dialog === 'tag' && (
        <TagDialog groups={groups} groupId={open.groupId} tag={open.tag} onClose={close} />
      )}
      {open?.dialog === 'merge' && <MergeDialog tag={open.tag} groups={groups} onClose={close} />}
    </Page>
  )
}

/** Shares of all examples, and the sentence of each tag that misses its target. */
function useShares(groups: TagGroup[], distribution: Distribution) {
  const t = useTranslations('distribution.gap')
  const counts = new Map(
    distribution.groups.flatMap((group) => group.tags.map((tag) => [tag.tagId, tag.count])),
  )
  const gaps = new Map(gapOf(distribution, groups).map((gap) => [gap.tagId, gap]))
  return {
    shareOf: (tagId: string) => {
      const count = counts.get(tagId)
      return count === undefined || distribution.total === 0 ? null : count / distribution.total
    },
    gapTextOf: (tag: Tag) => {
      const gap = gaps.get(tag.id)
      if (!gap || gap.state === 'within') return null
      const { key, params } = gapSentence(gap, tag.name, distribution.by)
      return t(key, params)
    },
  }
}
