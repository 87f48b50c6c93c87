import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { LanguageLinks } from '@/components/people/language-links'
import { LinkGone } from '@/components/people/link-gone'
import { SetupForm } from '@/components/people/setup-form'
import { Gate } from '@/components/ui/gate'
import { isSetUp } from '@/lib/people/queries'
import { openLink } from '../open-link'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.setup')
  return { title: t('title') }
}

export default async function SetupPage({ searchParams }: PageProps<'/setup'>) {
  const link = await openLink('setup', (await searchParams).token)
  if (!link) return <LinkGone kind="setup" setUp={await isSetUp()} />
  const t = await getTranslations('account.setup')
  return (
    <Gate title={t('title')} lede={t('lede')}>
      <SetupForm token={link.token} />
      <LanguageLinks />
    </Gate>
  )
}
