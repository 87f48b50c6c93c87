import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SplitView } from '@/components/split/split-view'
import { orNotFound, pageActor } from '@/lib/auth/page-actor'
import { can } from '@/lib/auth/permissions'
import { getSplitReport } from '@/lib/splits/queries'
import { listTagGroups } from '@/lib/tags/queries'
import { pageDataset } from '../dataset'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('split')
  return { title: t('title') }
}

export default async function SplitPage({ params }: PageProps<'/datasets/[dataset]/split'>) {
  const actor = await pageActor()
  const { id, role, state } = await pageDataset((await params).dataset)
  const [report, groups] = await orNotFound(
    Promise.all([getSplitReport(actor, id), listTagGroups(actor, id)]),
  )
  return (
    <SplitView
      datasetId={id}
      initial={report}
      groups={groups}
      mayChange={can(actor, 'export examples', { role, datasetState: state })}
    />
  )
}
