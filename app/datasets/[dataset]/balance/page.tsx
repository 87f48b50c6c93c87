import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BalanceView } from '@/components/balance/balance-view'
import { orNotFound, pageActor } from '@/lib/auth/page-actor'
import { can } from '@/lib/auth/permissions'
import { countByKind } from '@/lib/examples/queries/kinds'
import { firstRecipe } from '@/lib/exports/recipe'
import { formatOfKind } from '@/lib/exports/words'
import { listSlots } from '@/lib/slots/queries'
import { getSplit } from '@/lib/splits/queries'
import { listTagGroups } from '@/lib/tags/queries'
import { pageDataset } from '../dataset'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('balance')
  return { title: t('title') }
}

export default async function BalancePage({ params }: { params: Promise<{ dataset: string }> }) {
  const actor = await pageActor()
  const { id, role, state } = await pageDataset((await params).dataset)
  const [groups, split, byKind, slots] = await orNotFound(
    Promise.all([
      listTagGroups(actor, id),
      getSplit(actor, id),
      countByKind(actor, id),
      listSlots(actor, id),
    ]),
  )
  const sum = (counts: Record<string, number>) =>
    Object.values(counts).reduce((total, count) => total + count, 0)
  const kind = sum(byKind.chat) === 0 && sum(byKind.preference) > 0 ? 'preference' : 'chat'
  const { approved, excluded } = byKind[kind]
  const facts = { role, datasetState: state }
  return (
    <BalanceView
      dataset={{ id, approved, all: sum(byKind[kind]) - excluded }}
      may={{
        export: can(actor, 'export examples', facts),
        target: can(actor, 'manage tags', facts),
        write: can(actor, 'edit examples', facts),
      }}
      slots={slots}
      groups={groups}
      base={firstRecipe(split.rule, groups, '', formatOfKind[kind])}
    />
  )
}
