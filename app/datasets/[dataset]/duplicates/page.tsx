import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DuplicatesView } from '@/components/duplicates/duplicates-view'
import { orNotFound, pageActor } from '@/lib/auth/page-actor'
import { can } from '@/lib/auth/permissions'
import { getDuplicates } from '@/lib/duplicates/queries'
import { clustersQuery } from '@/lib/duplicates/schema'
import { listTagGroups } from '@/lib/tags/queries'
import { pageDataset } from '../dataset'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('duplicates')
  return { title: t('title') }
}

export default async function DuplicatesPage({
  params,
  searchParams,
}: PageProps<'/datasets/[dataset]/duplicates'>) {
  const actor = await pageActor()
  const { id, role, state } = await pageDataset((await params).dataset)
  const asked = clustersQuery.safeParse(await searchParams)
  const query = asked.success ? asked.data : {}
  const [duplicates, groups] = await orNotFound(
    Promise.all([getDuplicates(actor, id, query), listTagGroups(actor, id)]),
  )
  const facts = { role, datasetState: state }
  return (
    <DuplicatesView
      key={`${query.cluster} ${query.after}`}
      datasetId={id}
      query={query}
      initial={duplicates}
      groups={groups}
      mayCompare={can(actor, 'edit examples', facts)}
      mayDecide={can(actor, 'decide on examples', facts)}
    />
  )
}
