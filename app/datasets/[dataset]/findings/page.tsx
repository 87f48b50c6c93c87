import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { FindingsPage } from '@/components/workspace/findings-page'
import { orNotFound, pageActor } from '@/lib/auth/page-actor'
import { can } from '@/lib/auth/permissions'
import { getFindingsSummary } from '@/lib/checks/queries/summary'
import { listTagGroups } from '@/lib/tags/queries'
import { pageDataset } from '../dataset'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('quality')
  return { title: t('title') }
}

export default async function ChecksPage({ params }: { params: Promise<{ dataset: string }> }) {
  const actor = await pageActor()
  const { id, role, state, examples } = await pageDataset((await params).dataset)
  const [summary, groups] = await orNotFound(
    Promise.all([getFindingsSummary(actor, id), listTagGroups(actor, id)]),
  )
  return (
    <FindingsPage
      datasetId={id}
      groups={groups}
      initial={summary}
      examples={examples}
      role={role}
      mayDecide={can(actor, 'edit examples', { role, datasetState: state })}
    />
  )
}
