import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ImportsView } from '@/components/imports/imports-view'
import { pageActor } from '@/lib/auth/page-actor'
import { can } from '@/lib/auth/permissions'
import { listImports } from '@/lib/imports/queries/imports'
import { pageDataset } from '../dataset'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('imports')
  return { title: t('title') }
}

export default async function ImportsPage({ params }: PageProps<'/datasets/[dataset]/imports'>) {
  const [actor, { id, role, state }] = await Promise.all([pageActor(), pageDataset((await params).dataset)])
  const open = can(actor, 'import examples', { role })
  return (
    <ImportsView
      datasetId={id}
      closed={!open ? 'notForYou' : state === 'active' ? null : 'closed'}
      initial={await listImports(actor, id)}
    />
  )
}
