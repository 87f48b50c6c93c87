import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { MembersList } from '@/components/people/members-list'
import { MembersView } from '@/components/people/members-view'
import { orNotFound, pageActor } from '@/lib/auth/page-actor'
import { can } from '@/lib/auth/permissions'
import { listMembers } from '@/lib/people/queries'
import { listShares } from '@/lib/sharing/queries'
import { pageDataset } from '../dataset'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('members')
  return { title: t('title') }
}

export default async function MembersPage({ params }: PageProps<'/datasets/[dataset]/members'>) {
  const { id, name, role, members } = await pageDataset((await params).dataset)
  const actor = await pageActor()
  if (!can(actor, 'manage members', { role })) return <MembersList members={members} />
  const [initial, { shares }] = await orNotFound(Promise.all([listMembers(actor, id), listShares(actor, id)]))
  return (
    <MembersView
      dataset={{ id, name }}
      initial={initial}
      shares={shares}
      me={{ id: actor.id, isOwner: can(actor, 'manage people') }}
    />
  )
}
