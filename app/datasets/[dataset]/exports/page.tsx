import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ExportsView } from '@/components/exports/exports-view'
import { EmptyState } from '@/components/ui/empty-state'
import { pageActor } from '@/lib/auth/page-actor'
import { can } from '@/lib/auth/permissions'
import { countByKind } from '@/lib/examples/queries/kinds'
import { listExports } from '@/lib/exports/queries'
import { firstRecipe, withAsked } from '@/lib/exports/recipe'
import { formatOfKind } from '@/lib/exports/words'
import { getSplit } from '@/lib/splits/queries'
import { listTagGroups } from '@/lib/tags/queries'
import { pageDataset } from '../dataset'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('exports')
  return { title: t('title') }
}

export default async function ExportsPage({
  params,
  searchParams,
}: PageProps<'/datasets/[dataset]/exports'>) {
  const [asked, actor, t] = await Promise.all([searchParams, pageActor(), getTranslations('exports')])
  const { id, role } = await pageDataset((await params).dataset)
  if (!can(actor, 'export examples', { role }))
    return (
      <EmptyState title={t('leadsOnly.title')} className="px-7">
        <p>{t('leadsOnly.text')}</p>
      </EmptyState>
    )
  const [exports, split, groups, byKind] = await Promise.all([
    listExports(actor, id),
    getSplit(actor, id),
    listTagGroups(actor, id),
    countByKind(actor, id),
  ])
  const hasChats = Object.values(byKind.chat).some((count) => count > 0)
  const hasPairs = Object.values(byKind.preference).some((count) => count > 0)
  const format = formatOfKind[hasPairs && !hasChats ? 'preference' : 'chat']
  return (
    <ExportsView
      dataset={{ id, byKind }}
      groups={groups.map(({ id, name }) => ({ id, name }))}
      recipe={withAsked(
        firstRecipe(split.rule, groups, typeof asked.q === 'string' ? asked.q : '', format),
        asked,
      )}
      initial={exports}
    />
  )
}
