import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ApiReference } from '@/components/api-reference/api-reference'
import { ShellPanel } from '@/components/shell/shell-panel'
import { pageActor } from '@/lib/auth/page-actor'
import { studioUrl } from '@/lib/auth/studio-url'
import { readApiDescription } from '@/lib/studio/api-description'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('apiReference')
  return { title: t('title') }
}

export default async function ApiPage() {
  await pageActor()
  return (
    <ShellPanel>
      <ApiReference api={await readApiDescription()} studio={studioUrl()} />
    </ShellPanel>
  )
}
