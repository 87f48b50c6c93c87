import { getTranslations } from 'next-intl/server'
import { LanguageLinks } from '@/components/people/language-links'
import { Gate } from '@/components/ui/gate'

/** Revoked, expired or never there: all look alike. */
export default async function ShareGone() {
  const t = await getTranslations('sharing.guest')
  return (
    <Gate title={t('goneTitle')} lede={t('goneText')}>
      <LanguageLinks />
    </Gate>
  )
}
