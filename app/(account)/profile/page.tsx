import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ProfileView } from '@/components/people/profile-view'
import { ShellPanel } from '@/components/shell/shell-panel'
import { listKeys } from '@/lib/api-keys/queries'
import { orNotFound, pageActor } from '@/lib/auth/page-actor'
import { listDatasets } from '@/lib/datasets/queries'
import { getMe, listSessions } from '@/lib/people/queries'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('profile')
  return { title: t('title') }
}

export default async function ProfilePage() {
  const actor = await pageActor()
  const [me, { sessions }, { keys }, datasets] = await orNotFound(
    Promise.all([getMe(actor), listSessions(actor), listKeys(actor), listDatasets(actor)]),
  )
  return (
    <ShellPanel>
      <ProfileView
        me={me}
        sessions={sessions}
        keys={keys}
        datasets={datasets.filter(({ state }) => state !== 'trashed').map(({ id, name }) => ({ id, name }))}
      />
    </ShellPanel>
  )
}
