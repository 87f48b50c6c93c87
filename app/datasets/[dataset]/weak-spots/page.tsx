import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { WeakSpotsPage } from '@/components/workspace/weak-spots-page'
import { orNotFound, pageActor } from '@/lib/auth/page-actor'
import { can } from '@/lib/auth/permissions'
import { listWeakSpots } from '@/lib/weak-spots/queries'
import { weakSpotsAddress } from '@/lib/weak-spots/schema'
import { pageDataset } from '../dataset'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('weakSpots')
  return { title: t('title') }
}

export default async function DatasetWeakSpotsPage({
  params,
  searchParams,
}: PageProps<'/datasets/[dataset]/weak-spots'>) {
  const actor = await pageActor()
  const { id, role, state } = await pageDataset((await params).dataset)
  const asked = weakSpotsAddress.safeParse(await searchParams)
  const { spot = null, example, turn } = asked.success ? asked.data : {}
  const spots = await orNotFound(listWeakSpots(actor, id))
  const facts = { role, datasetState: state }
  return (
    <WeakSpotsPage
      datasetId={id}
      initial={spots}
      open={spot}
      mark={example !== undefined && turn !== undefined ? { number: example, messageId: turn } : null}
      mayManage={can(actor, 'manage tags', facts)}
      mayWrite={can(actor, 'edit examples', facts)}
      mayDecide={can(actor, 'decide on examples', facts)}
    />
  )
}
