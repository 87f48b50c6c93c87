import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EndpointView } from '@/components/second-reader/endpoint-view'
import { ShellPanel } from '@/components/shell/shell-panel'
import { orNotFound, pageActor } from '@/lib/auth/page-actor'
import { getEndpoint } from '@/lib/second-reader/queries'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('secondReader.endpoint')
  return { title: t('title') }
}

export default async function ReaderPage() {
  const actor = await pageActor()
  const { endpoint } = await orNotFound(getEndpoint(actor))
  return (
    <ShellPanel>
      <EndpointView initial={endpoint} />
    </ShellPanel>
  )
}
