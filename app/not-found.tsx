import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { Gate } from '@/components/ui/gate'

export default async function NotFound() {
  const t = await getTranslations('shell.notFound')
  return (
    <Gate title={t('title')} lede={t('text')}>
      <ButtonLink href="/" className="justify-self-start">
        {t('home')}
      </ButtonLink>
    </Gate>
  )
}
