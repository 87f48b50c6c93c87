import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ReaderView } from '@/components/second-reader/reader-view'
import { orNotFound, pageActor } from '@/lib/auth/page-actor'
import { can } from '@/lib/auth/permissions'
import { getReader } from '@/lib/second-reader/queries'
import { pageDataset } from '../../dataset'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('secondReader')
  return { title: t('title') }
}

export default async function DatasetReaderPage({
  params,
  searchParams,
}: PageProps<'/datasets/[dataset]/settings/reader'>) {
  const actor = await pageActor()
  const { id, role, state } = await pageDataset((await params).dataset)
  const { q } = await searchParams
  const facts = { role, datasetState: state }
  return (
    <ReaderView
      datasetId={id}
      initial={await orNotFound(getReader(actor, id))}
      q={typeof q === 'string' ? q : ''}
      mayAllow={can(actor, 'send examples to a model', facts)}
      mayRead={can(actor, 'decide on examples', facts)}
      isOwner={can(actor, 'set up the second reader')}
    />
  )
}
