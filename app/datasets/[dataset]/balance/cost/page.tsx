import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CostView } from '@/components/cost/cost-view'
import { orNotFound, pageActor } from '@/lib/auth/page-actor'
import { can } from '@/lib/auth/permissions'
import { countByKind } from '@/lib/examples/queries/kinds'
import { firstRecipe } from '@/lib/exports/recipe'
import { formatOfKind } from '@/lib/exports/words'
import { getSplit } from '@/lib/splits/queries'
import { listTagGroups } from '@/lib/tags/queries'
import { pageDataset } from '../../dataset'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('cost')
  return { title: t('title') }
}

export default async function CostPage({ params }: { params: Promise<{ dataset: string }> }) {
  const actor = await pageActor()
  const { id, role, state } = await pageDataset((await params).dataset)
  const [groups, split, byKind] = await orNotFound(
    Promise.all([listTagGroups(actor, id), getSplit(actor, id), countByKind(actor, id)]),
  )
  const sum = (counts: Record<string, number>) =>
    Object.values(counts).reduce((total, count) => total + count, 0)
  const kind = sum(byKind.chat) === 0 && sum(byKind.preference) > 0 ? 'preference' : 'chat'
  const { approved, excluded } = byKind[kind]
  return (
    <CostView
      dataset={{ id, approved, all: sum(byKind[kind]) - excluded }}
      may={{
        export: can(actor, 'export examples', { role, datasetState: state }),
        setPrices: can(actor, 'set prices'),
      }}
      groups={groups}
      base={firstRecipe(split.rule, groups, '', formatOfKind[kind])}
    />
  )
}
