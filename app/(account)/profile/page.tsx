import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ProfileView } from '@/components/people/profile-view'
import { ShellPanel } from '@/components/shell/shell-panel'
import { orNotFound, pageActor } from '@/lib/auth/page-actor'
import { getMe, listSessions } from '@/lib/people/queries'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('profile')
  return { title: t('title') }
}

export default async function ProfilePage() {
  const actor = await pageActor()
  const [me, { sessions }] = await orNotFound(Promise.all([getMe(actor), listSessions(actor)]))
  return (
    <ShellPanel>
      <ProfileView me={me} sessions={sessions} />
    </ShellPanel>
  )
}
