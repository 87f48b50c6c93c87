import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { GuidelinesEditor } from '@/components/datasets/guidelines-editor'
import { GuidelinesView } from '@/components/datasets/guidelines-view'
import { pageDataset } from '../dataset'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('guidelines')
  return { title: t('title') }
}

export default async function GuidelinesPage({ params }: { params: Promise<{ dataset: string }> }) {
  const { id, guidelines, revision, role, state } = await pageDataset((await params).dataset)
  if (role !== 'lead' || state !== 'active') return <GuidelinesView text={guidelines} />
  return <GuidelinesEditor datasetId={id} text={guidelines} revision={revision} />
}
