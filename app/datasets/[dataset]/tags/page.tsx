import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { TagsView } from '@/components/tags/tags-view'
import { orNotFound, pageActor } from '@/lib/auth/page-actor'
import { can } from '@/lib/auth/permissions'
import { getDistribution } from '@/lib/distribution/queries'
import { listTagGroups } from '@/lib/tags/queries'
import { pageDataset } from '../dataset'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('tags')
  return { title: t('title') }
}

export default async function TagsPage({ params }: { params: Promise<{ dataset: string }> }) {
  const actor = await pageActor()
  const { id, role, state } = await pageDataset((await params).dataset)
  const [groups, distribution] = await orNotFound(
    Promise.all([listTagGroups(actor, id), getDistribution(actor, id, { q: '', by: 'examples' })]),
  )
  const mayChange = can(actor, 'manage tags', { role, datasetState: state })
  return <TagsView datasetId={id} mayChange={mayChange} groups={groups} distribution={distribution} />
}
