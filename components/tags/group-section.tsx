'use client'

import { Ellipsis, Pencil, Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { newOperationId } from '@/lib/result/call'
import { deleteTagGroup, orderTags } from '@/lib/tags/client'
import type { Tag, TagGroup } from '@/lib/tags/schema'
import { deletedGroup, orderedTags } from '@/lib/tags/undoable'
import { moveBy } from './move'
import { MoveButtons } from './move-buttons'
import { rowGrid, TagRow } from './tag-row'
import { useTagsRoom } from './tags-context'
import { TargetSum } from './target-sum'

type Props = {
  group: TagGroup
  index: number
  siblings: number
  shareOf: (tagId: string) => number | null
  gapOf: (tag: Tag) => string | null
  nameInQuery: (tag: Tag) => string
  onMove: (step: -1 | 1) => void
  onEdit: () => void
  onNewTag: () => void
  onEditTag: (tag: Tag) => void
  onMergeTag: (tag: Tag) => void
}

export function GroupSection({ group, index, siblings, shareOf, gapOf, nameInQuery, ...on }: Props) {
  const t = useTranslations('tags')
  const label = useTranslations('undo')
  const { datasetId, mayChange, act } = useTagsRoom()

  const move = (at: number, step: -1 | 1) => {
    const tags = moveBy(group.tags, at, step)
    const tagIds = tags.map((tag) => tag.id)
    const operationId = newOperationId()
    void act(() => orderTags(datasetId, { operationId, groupId: group.id, tagIds }), {
      ahead: (groups) => groups.map((other) => (other.id === group.id ? { ...other, tags } : other)),
      step: () => ({
        ...orderedTags(
          datasetId,
          group.id,
          group.tags.map((tag) => tag.id),
          tagIds,
        ),
        label: label('tagsOrdered', { name: group.name }),
      }),
    })
  }

  return (
    <section aria-labelledby={`group-${group.id}`}>
      <div className="flex items-center gap-x-3 border-line-strong border-b pb-1.5">
        <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
          <h2 id={`group-${group.id}`} className="font-semibold">
            {group.name}
          </h2>
          <span className="text-ink-3 text-xs">{t(`kinds.${group.kind}`)}</span>
        </div>
        {mayChange && (
          <span className="flex items-center">
            <Button size="sm" variant="quiet" onClick={on.onNewTag}>
              <Plus aria-hidden="true" />
              {t('newTag')}
            </Button>
            <MoveButtons name={group.name} index={index} count={siblings} onMove={on.onMove} />
            <GroupMenu group={group} onEdit={on.onEdit} />
          </span>
        )}
      </div>
      {group.tags.length > 0 && <Columns mayChange={mayChange} />}
      <ul>
        {group.tags.map((tag, at) => (
          <TagRow
            key={tag.id}
            tag={tag}
            queryName={nameInQuery(tag)}
            index={at}
            siblings={group.tags.length}
            share={shareOf(tag.id)}
            gap={gapOf(tag)}
            onMove={(step) => move(at, step)}
            onEdit={() => on.onEditTag(tag)}
            onMerge={() => on.onMergeTag(tag)}
          />
        ))}
      </ul>
      {group.tags.length === 0 && <p className="py-3 text-ink-3">{t('emptyGroup')}</p>}
      <TargetSum group={group} />
    </section>
  )
}

function Columns({ mayChange }: { mayChange: boolean }) {
  const t = useTranslations('tags.columns')
  return (
    <div aria-hidden="true" className={`${rowGrid} hidden! pt-2 text-2xs text-ink-3 sm:grid!`}>
      <span />
      <span className="text-right">{t('examples')}</span>
      <span className="text-right">{t('share')}</span>
      <span className="text-right">{t('target')}</span>
      {mayChange && <span className="w-18" />}
    </div>
  )
}

function GroupMenu({ group, onEdit }: { group: TagGroup; onEdit: () => void }) {
  const t = useTranslations('tags.acts')
  const label = useTranslations('undo')
  const { datasetId, act } = useTagsRoom()
  const body = () => ({ operationId: newOperationId() })
  const remove = () =>
    act(() => deleteTagGroup(datasetId, group.id, body()), {
      ahead: (groups) => groups.filter((other) => other.id !== group.id),
      step: () => ({
        ...deletedGroup(datasetId, group),
        label: label('groupDeleted', { name: group.name }),
      }),
      done: () => t('groupDeleted', { name: group.name, count: group.tags.length }),
    })
  const trigger = (
    <IconButton size="sm" label={t('open', { name: group.name })}>
      <Ellipsis />
    </IconButton>
  )
  return (
    <Menu trigger={trigger}>
      <MenuItem icon={<Pencil />} onSelect={onEdit}>
        {t('editGroup')}
      </MenuItem>
      <MenuItem icon={<Trash2 />} danger onSelect={() => void remove()}>
        {t('deleteGroup')}
      </MenuItem>
    </Menu>
  )
}
