import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { VersionsView } from '@/components/exports/versions/versions-view'
import { EmptyState } from '@/components/ui/empty-state'
import { orNotFound, pageActor } from '@/lib/auth/page-actor'
import { can } from '@/lib/auth/permissions'
import { diffVersions, listVersions } from '@/lib/versions/queries'
import { diffQuery } from '@/lib/versions/schema'
import { pageDataset } from '../../dataset'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('versions')
  return { title: t('title') }
}

export default async function VersionsPage({
  params,
  searchParams,
}: PageProps<'/datasets/[dataset]/exports/versions'>) {
  const [asked, actor, t] = await Promise.all([searchParams, pageActor(), getTranslations('versions')])
  const { id, role } = await pageDataset((await params).dataset)
  if (!can(actor, 'export examples', { role }))
    return (
      <EmptyState title={t('leadsOnly.title')} className="px-7">
        <p>{t('leadsOnly.text')}</p>
      </EmptyState>
    )
  const compared = diffQuery.safeParse({ from: asked.from, to: asked.to })
  const versions = await listVersions(actor, id)
  const diff = compared.success ? await orNotFound(diffVersions(actor, id, compared.data)) : null
  return (
    <VersionsView
      datasetId={id}
      initial={versions}
      diff={diff}
      open={typeof asked.version === 'string' ? asked.version : null}
    />
  )
}
