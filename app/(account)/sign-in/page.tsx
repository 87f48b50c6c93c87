import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { LanguageLinks } from '@/components/people/language-links'
import { SignInForm } from '@/components/people/sign-in-form'
import { Gate } from '@/components/ui/gate'
import { Note } from '@/components/ui/note'
import { actorOf } from '@/lib/auth/session'
import { ownPath } from '@/lib/people/own-path'
import { isSetUp } from '@/lib/people/queries'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.signIn')
  return { title: t('title') }
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { next, done } = await searchParams
  const path = ownPath(next)
  if (await actorOf(await headers())) redirect(path)
  const t = await getTranslations('account.signIn')
  const setUp = await isSetUp()
  return (
    <Gate title={t('title')}>
      {!setUp && <Note tone="warn">{t('notSetUp')}</Note>}
      {done === 'reset' && (
        <Note tone="good" role="status">
          {t('passwordSet')}
        </Note>
      )}
      {path.startsWith('/join/') && <Note>{t('joining')}</Note>}
      <SignInForm next={path} />
      <p className="text-ink-3 text-xs">{t('forgotten')}</p>
      <LanguageLinks />
    </Gate>
  )
}
