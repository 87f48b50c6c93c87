import type { Metadata } from 'next'
import { headers } from 'next/headers'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { JoinAs, JoinForm } from '@/components/people/join-form'
import { LanguageLinks } from '@/components/people/language-links'
import { LinkGone } from '@/components/people/link-gone'
import { Gate } from '@/components/ui/gate'
import { actorOf } from '@/lib/auth/session'
import { openLink } from '../../open-link'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.join')
  return { title: t('studio') }
}

export default async function JoinPage({ params }: PageProps<'/join/[token]'>) {
  const link = await openLink('invitation', (await params).token)
  if (!link) return <LinkGone kind="invitation" />
  const t = await getTranslations('account.join')
  const actor = await actorOf(await headers())
  const { token, email, datasetName, role } = link
  const title = datasetName ? t('dataset', { dataset: datasetName }) : t('studio')
  const invited = role ? t(`asRole.${role}`) : t('asMember')
  return (
    <Gate title={title} lede={link.studioRole === 'owner' ? t('asOwner') : invited}>
      {actor?.kind === 'user' ? (
        <>
          <p className="text-ink-2">{t('signedIn', { name: actor.name, email: actor.email })}</p>
          <JoinAs token={token} name={actor.name} />
        </>
      ) : (
        <>
          <JoinForm token={token} email={email} />
          <p className="text-ink-2">
            {t('have')}{' '}
            <Link href={`/sign-in?next=/join/${token}`} className="text-accent underline underline-offset-2">
              {t('signIn')}
            </Link>
          </p>
        </>
      )}
      <LanguageLinks />
    </Gate>
  )
}
