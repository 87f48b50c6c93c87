import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ChecksView } from '@/components/findings/checks-view'
import { orNotFound, pageActor } from '@/lib/auth/page-actor'
import { can } from '@/lib/auth/permissions'
import { listChecks } from '@/lib/checks/queries/checks'
import { pageDataset } from '../../dataset'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('quality.settings')
  return { title: t('title') }
}

export default async function CheckSettingsPage({ params }: { params: Promise<{ dataset: string }> }) {
  const actor = await pageActor()
  const { id, role, state } = await pageDataset((await params).dataset)
  const checks = await orNotFound(listChecks(actor, id))
  const facts = { role, datasetState: state }
  return <ChecksView datasetId={id} initial={checks} mayChange={can(actor, 'set checks', facts)} />
}
