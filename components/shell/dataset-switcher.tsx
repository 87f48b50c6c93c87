'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronsUpDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Menu, MenuLabel, MenuLink, MenuSeparator } from '@/components/ui/menu'
import { datasetsQuery } from './datasets-query'

/** The dataset's name, and a way to the others; they are fetched when it opens. */
export function DatasetSwitcher({ dataset }: { dataset: { id: string; name: string } }) {
  const t = useTranslations('shell')
  const [opened, setOpened] = useState(false)
  const { data, isError } = useQuery({ ...datasetsQuery, enabled: opened })
  const trigger = (
    <button
      type="button"
      aria-label={t('switcher', { name: dataset.name })}
      onPointerEnter={() => setOpened(true)}
      onFocus={() => setOpened(true)}
      className="flex min-w-0 items-center gap-1 rounded-md py-1 font-[550] hover:text-accent pointer-coarse:py-2.5"
    >
      <span className="max-w-[34vw] truncate sm:max-w-60">{dataset.name}</span>
      <ChevronsUpDown aria-hidden="true" className="size-3 shrink-0 text-ink-3" />
    </button>
  )
  const active = data?.filter((row) => row.state === 'active' || row.id === dataset.id)
  return (
    <Menu trigger={trigger} align="start">
      {isError && <MenuLabel>{t('listFailed')}</MenuLabel>}
      {active?.map((row) => (
        <MenuLink key={row.id} href={`/datasets/${row.id}`} current={row.id === dataset.id}>
          {row.name}
        </MenuLink>
      ))}
      <MenuSeparator />
      <MenuLink href="/">{t('allDatasets')}</MenuLink>
    </Menu>
  )
}
