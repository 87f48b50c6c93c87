import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SettingsView } from '@/components/datasets/settings-view'
import { pageDataset } from '../dataset'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings')
  return { title: t('title') }
}

export default async function SettingsPage({ params }: { params: Promise<{ dataset: string }> }) {
  return <SettingsView dataset={await pageDataset((await params).dataset)} />
}
