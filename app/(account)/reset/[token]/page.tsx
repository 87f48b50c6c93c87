import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { LanguageLinks } from '@/components/people/language-links'
import { LinkGone } from '@/components/people/link-gone'
import { ResetForm } from '@/components/people/reset-form'
import { Gate } from '@/components/ui/gate'
import { openLink } from '../../open-link'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.reset')
  return { title: t('title') }
}

export default async function ResetPage({ params }: PageProps<'/reset/[token]'>) {
  const link = await openLink('reset', (await params).token)
  if (!link) return <LinkGone kind="reset" />
  const t = await getTranslations('account.reset')
  return (
    <Gate title={t('title')} lede={t('lede', { email: link.email ?? '' })}>
      <ResetForm token={link.token} email={link.email} />
      <LanguageLinks />
    </Gate>
  )
}
