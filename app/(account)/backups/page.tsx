import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BackupsView } from '@/components/backups/backups-view'
import { ShellPanel } from '@/components/shell/shell-panel'
import { orNotFound, pageActor } from '@/lib/auth/page-actor'
import { listBackups } from '@/lib/backup/queries'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('backups')
  return { title: t('title') }
}

export default async function BackupsPage() {
  const actor = await pageActor()
  const backups = await orNotFound(listBackups(actor))
  return (
    <ShellPanel>
      <BackupsView initial={backups} />
    </ShellPanel>
  )
}
