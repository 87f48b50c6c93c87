import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Gate } from '@/components/ui/gate'
import type { LinkInfo } from '@/lib/people/schema'
import { LanguageLinks } from './language-links'

/** Used, expired, revoked or never there: all look alike. */
export function LinkGone({ kind, setUp = true }: { kind: LinkInfo['kind']; setUp?: boolean }) {
  const t = useTranslations('account.gone')
  return (
    <Gate title={t('title')} lede={kind === 'setup' && setUp ? t('setUp') : t(kind)}>
      {setUp && (
        <ButtonLink href="/sign-in" className="justify-self-start">
          {t('signIn')}
        </ButtonLink>
      )}
      <LanguageLinks />
    </Gate>
  )
}
