'use client'

import { Archive, Ellipsis, Pencil, RotateCcw, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { RelativeTime } from '@/components/ui/relative-time'
import type { DatasetRow as Dataset } from '@/lib/datasets/schema'
import { useSetDatasetState } from './dataset-acts'
import { StatusBar } from './status-bar'

export function DatasetRow({ dataset, onRename }: { dataset: Dataset; onRename: () => void }) {
  const t = useTranslations('datasets')
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-2 border-line border-b px-3 py-3.5 hover:bg-hover sm:grid-cols-[minmax(0,1fr)_minmax(9rem,18rem)_auto]">
      <span className="min-w-0">
        {/* the whole row is the link's target; the menu stands above it */}
        <Link
          href={`/datasets/${dataset.id}`}
          className="font-[550] text-base leading-snug after:absolute after:inset-0"
        >
          {dataset.name}
        </Link>
        <span className="block text-ink-3 text-xs">
          {t(`roles.${dataset.role}`)} · <RelativeTime at={dataset.updatedAt} />
        </span>
      </span>
      <span className="col-span-2 row-start-2 sm:col-span-1 sm:row-start-auto">
        <StatusBar byStatus={dataset.byStatus} />
      </span>
      <span className="relative col-start-2 row-start-1 justify-self-end sm:col-start-auto sm:row-start-auto">
        {dataset.role === 'lead' && <RowMenu dataset={dataset} onRename={onRename} />}
      </span>
    </li>
  )
}

function RowMenu({ dataset, onRename }: { dataset: Dataset; onRename: () => void }) {
  const t = useTranslations('datasets.acts')
  const setState = useSetDatasetState()
  const trigger = (
    <IconButton label={t('open', { name: dataset.name })}>
      <Ellipsis />
    </IconButton>
  )
  return (
    <Menu trigger={trigger}>
      {dataset.state === 'active' && (
        <>
          <MenuItem icon={<Pencil />} onSelect={onRename}>
            {t('rename')}
          </MenuItem>
          <MenuItem icon={<Archive />} onSelect={() => void setState(dataset, 'archived')}>
            {t('archive')}
          </MenuItem>
        </>
      )}
      {dataset.state !== 'active' && (
        <MenuItem icon={<RotateCcw />} onSelect={() => void setState(dataset, 'active')}>
          {t('restore')}
        </MenuItem>
      )}
      {dataset.state !== 'trashed' && (
        <MenuItem icon={<Trash2 />} danger onSelect={() => void setState(dataset, 'trashed')}>
          {t('trash')}
        </MenuItem>
      )}
    </Menu>
  )
}
