'use client'

import clsx from 'clsx'
import { ChevronDown } from 'lucide-react'
import Link, { useLinkStatus } from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { Logo } from '@/components/ui/logo'
import { Menu, MenuLink } from '@/components/ui/menu'
import type { DatasetDetail } from '@/lib/datasets/schema'
import type { Me } from '@/lib/people/schema'
import { AccountMenu } from './account-menu'
import { DatasetSwitcher } from './dataset-switcher'
import { ExportButton } from './export-button'
import { OpenFindings } from './open-findings'
import { type SectionId, sectionOf, sections } from './sections'

export function Header({ me, dataset }: { me: Me; dataset?: DatasetDetail }) {
  const t = useTranslations('shell')
  return (
    <header className="flex h-12 items-center gap-2 border-line border-b bg-panel px-3.5 sm:gap-3">
      <Link
        href="/"
        aria-label={t('home')}
        className="flex shrink-0 items-center gap-2 rounded-md font-[650] tracking-tight"
      >
        <Logo />
        <span className={clsx(dataset && 'hidden sm:inline')}>Finecut</span>
      </Link>
      {dataset && (
        <>
          <span aria-hidden="true" className="text-ink-3">
            /
          </span>
          <DatasetSwitcher dataset={dataset} />
          <SectionTabs datasetId={dataset.id} />
          <SectionMenu datasetId={dataset.id} />
        </>
      )}
      <span className="flex-1" />
      {dataset?.role === 'lead' && dataset.state !== 'trashed' && <ExportButton dataset={dataset} />}
      <AccountMenu me={me} />
    </header>
  )
}

function SectionTabs({ datasetId }: { datasetId: string }) {
  const t = useTranslations('shell')
  const current = sectionOf(usePathname())
  return (
    <nav aria-label={t('sectionsOf')} className="ml-1 hidden gap-0.5 xl:flex">
      {sections.map(({ id, path, aside }) => (
        <Link
          key={id}
          href={`/datasets/${datasetId}${path}`}
          aria-current={id === current ? 'page' : undefined}
          className={clsx(
            'group rounded-md text-ink-2 hover:text-ink aria-[current]:font-[550] aria-[current]:text-ink',
            aside && id !== current && 'hidden 2xl:block',
          )}
        >
          <TabLabel count={id === 'findings' ? <OpenFindings datasetId={datasetId} /> : null}>
            {t(`sections.${id}`)}
          </TabLabel>
        </Link>
      ))}
      <AsideMenu datasetId={datasetId} current={current} />
    </nav>
  )
}

/** The pages that few need often, where tabs are too many. */
function AsideMenu({ datasetId, current }: { datasetId: string; current: SectionId }) {
  const t = useTranslations('shell')
  const trigger = (
    <button type="button" className={buttonClass('quiet', 'md', 'gap-1! px-2! font-normal! 2xl:hidden')}>
      {t('moreSections')}
      <ChevronDown />
    </button>
  )
  return (
    <Menu trigger={trigger} align="start">
      {sections
        .filter(({ aside }) => aside)
        .map(({ id, path }) => (
          <MenuLink key={id} href={`/datasets/${datasetId}${path}`} current={id === current}>
            {t(`sections.${id}`)}
          </MenuLink>
        ))}
    </Menu>
  )
}

/** Takes the look of the current tab as soon as it is clicked, while its page is on the way. */
function TabLabel({ count, children }: { count: ReactNode; children: string }) {
  const { pending } = useLinkStatus()
  return (
    <span
      // keeps the room of its bold form, so that the others stand still
      data-label={children}
      className={clsx(
        'block rounded-md px-2.5 py-1.5 group-aria-[current]:bg-sunken',
        'after:invisible after:block after:h-0 after:overflow-hidden after:font-[550] after:content-[attr(data-label)]',
        pending && 'bg-sunken text-ink',
      )}
    >
      {children}
      {count}
    </span>
  )
}

/** The same pages where the screen has no room for tabs. */
function SectionMenu({ datasetId }: { datasetId: string }) {
  const t = useTranslations('shell')
  const current = sectionOf(usePathname())
  const trigger = (
    <button
      type="button"
      aria-label={`${t('sectionsOf')}: ${t(`sections.${current}`)}`}
      className={buttonClass('quiet', 'md', 'gap-1! bg-sunken px-2.5! text-ink! xl:hidden')}
    >
      {t(`sections.${current}`)}
      <ChevronDown />
    </button>
  )
  return (
    <Menu trigger={trigger} align="start">
      {sections.map(({ id, path }) => (
        <MenuLink key={id} href={`/datasets/${datasetId}${path}`} current={id === current}>
          {t(`sections.${id}`)}
        </MenuLink>
      ))}
    </Menu>
  )
}
