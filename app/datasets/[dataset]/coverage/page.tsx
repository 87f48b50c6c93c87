import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CoveragePage } from '@/components/workspace/coverage-page'
import { orNotFound, pageActor } from '@/lib/auth/page-actor'
import { can } from '@/lib/auth/permissions'
import { getCoverage } from '@/lib/coverage/queries'
import { queryOfStatus } from '@/lib/coverage/view'
import { listTagGroups } from '@/lib/tags/queries'
import { pageDataset } from '../dataset'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('coverage')
  return { title: t('title') }
}

type Props = {
  params: Promise<{ dataset: string }>
  searchParams: Promise<{ status?: string | string[] }>
}

export default async function DatasetCoveragePage({ params, searchParams }: Props) {
  const actor = await pageActor()
  const { id, role, state } = await pageDataset((await params).dataset)
  const { status } = await searchParams
  const [groups, coverage] = await orNotFound(
    Promise.all([listTagGroups(actor, id), getCoverage(actor, id, { q: queryOfStatus(status) })]),
  )
  const facts = { role, datasetState: state }
  return (
    <CoveragePage
      datasetId={id}
      groups={groups}
      initial={coverage}
      may={{ set: can(actor, 'manage tags', facts), write: can(actor, 'edit examples', facts) }}
      mayDecide={can(actor, 'decide on examples', facts)}
    />
  )
}
