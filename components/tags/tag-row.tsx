'use client'

import clsx from 'clsx'
import { Ellipsis, Merge, Pencil, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { IconButton } from '@/components/ui/icon-button'
import { Kbd } from '@/components/ui/kbd'
import { Menu, MenuItem } from '@/components/ui/menu'
import { Swatch } from '@/components/ui/swatch'
import { printValue } from '@/lib/query/print'
import { newOperationId } from '@/lib/result/call'
import { changeTag, deleteTag } from '@/lib/tags/client'
import type { Tag } from '@/lib/tags/schema'
import { deletedTag } from '@/lib/tags/undoable'
import { ColorPicker } from './color-picker'
import { MoveButtons } from './move-buttons'
import { useTagsRoom } from './tags-context'
import { TargetFields } from './target-fields'

type Props = {
  tag: Tag
  /** What a query calls it. */
  queryName: string
  index: number
  siblings: number
  /** Its share of all examples, null while nothing is counted. */
  share: number | null
  gap: string | null
  onMove: (step: -1 | 1) => void
  onEdit: () => void
  onMerge: () => void
}

export const rowGrid =
  'grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 sm:grid-cols-[minmax(0,1fr)_4rem_4rem_7.5rem_auto]'

export function TagRow({ tag, queryName, index, siblings, share, gap, onMove, onEdit, onMerge }: Props) {
  const t = useTranslations('tags')
  const format = useFormatter()
  const { datasetId, mayChange, act, changeStep } = useTagsRoom()
  const percent = share === null ? '' : format.number(share, { style: 'percent', maximumFractionDigits: 1 })
  const recolor = (color: Tag['color']) =>
    void act(() => changeTag(datasetId, tag.id, { operationId: newOperationId(), color }), {
      ahead: (groups) =>
        groups.map((group) => ({
          ...group,
          tags: group.tags.map((other) => (other.id === tag.id ? { ...other, color } : other)),
        })),
      step: () => changeStep(tag, { color }, index),
    })

  return (
    <li className={clsx(rowGrid, 'border-line border-b py-2')}>
      <span className="flex min-w-0 items-start gap-2">
        {mayChange ? (
          <ColorPicker name={tag.name} value={tag.color} onChange={recolor} />
        ) : (
          <span className="grid size-6 shrink-0 place-items-center">
            <Swatch color={tag.color} size={11} />
          </span>
        )}
        <span className="min-w-0 pt-0.5">
          <span className="flex items-center gap-2">
            <b className="font-[550]">{tag.name}</b>
            {tag.key && <Kbd keys={tag.key} />}
          </span>
          {tag.description && <span className="block text-ink-3 text-xs">{tag.description}</span>}
        </span>
      </span>
      <span className="col-span-full row-start-2 flex items-center gap-4 pl-8 sm:contents pointer-coarse:pl-11">
        <span className="sm:pt-0.5 sm:text-right">
          <Link
            href={`/datasets/${datasetId}?q=${encodeURIComponent(`tag:${printValue('tag', queryName)}`)}`}
            aria-label={t('showExamples', { count: tag.count, name: tag.name })}
            className="underline decoration-line-strong underline-offset-3 hover:decoration-current"
          >
            {format.number(tag.count)}
          </Link>
        </span>
        <span className="text-ink-2 sm:pt-0.5 sm:text-right">{percent}</span>
        <span className="sm:text-right">
          {mayChange ? (
            <TargetFields key={`${tag.targetMin} ${tag.targetMax}`} tag={tag} index={index} />
          ) : (
            <Target tag={tag} />
          )}
        </span>
      </span>
      {mayChange && (
        <span className="col-start-2 row-start-1 flex sm:col-start-auto sm:row-start-auto">
          <MoveButtons name={tag.name} index={index} count={siblings} onMove={onMove} />
          <TagMenu tag={tag} onEdit={onEdit} onMerge={onMerge} />
        </span>
      )}
      {gap && <p className="col-span-full pl-8 text-warn text-xs pointer-coarse:pl-11">{gap}</p>}
    </li>
  )
}

function Target({ tag }: { tag: Tag }) {
  const format = useFormatter()
  const bounds = [tag.targetMin, tag.targetMax]
  if (bounds.every((bound) => bound === null)) return <span className="text-ink-3">–</span>
  const print = (bound: number | null) =>
    bound === null ? '' : format.number(bound, { style: 'percent', maximumFractionDigits: 2 })
  return <>{bounds.map(print).join('–')}</>
}

function TagMenu({ tag, onEdit, onMerge }: { tag: Tag; onEdit: () => void; onMerge: () => void }) {
  const t = useTranslations('tags.acts')
  const label = useTranslations('undo')
  const { datasetId, act } = useTagsRoom()
  const body = () => ({ operationId: newOperationId() })
  const remove = () =>
    act(() => deleteTag(datasetId, tag.id, body()), {
      ahead: (groups) =>
        groups.map((group) => ({ ...group, tags: group.tags.filter((other) => other.id !== tag.id) })),
      step: () => ({ ...deletedTag(datasetId, tag), label: label('tagDeleted', { name: tag.name }) }),
      done: () => t('deleted', { name: tag.name }),
    })
  const trigger = (
    <IconButton size="sm" label={t('open', { name: tag.name })}>
      <Ellipsis />
    </IconButton>
  )
  return (
    <Menu trigger={trigger}>
      <MenuItem icon={<Pencil />} onSelect={onEdit}>
        {t('edit')}
      </MenuItem>
      <MenuItem icon={<Merge />} onSelect={onMerge}>
        {t('merge')}
      </MenuItem>
      <MenuItem icon={<Trash2 />} danger onSelect={() => void remove()}>
        {t('delete')}
      </MenuItem>
    </Menu>
  )
}
