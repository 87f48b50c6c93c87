import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SettingsView } from '@/components/datasets/settings-view'
import { pageActor } from '@/lib/auth/page-actor'
import { can } from '@/lib/auth/permissions'
import { pageDataset } from '../dataset'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings')
  return { title: t('title') }
}

export default async function SettingsPage({ params }: { params: Promise<{ dataset: string }> }) {
  const mayPurge = can(await pageActor(), 'purge texts')
  return <SettingsView dataset={await pageDataset((await params).dataset)} mayPurge={mayPurge} />
}
