import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { LanguageLinks } from '@/components/people/language-links'
import { GuestView } from '@/components/sharing/guest-view'
import { orNotFound } from '@/lib/auth/page-actor'
import { listShared } from '@/lib/sharing/queries'
import { pageShare } from '../share'

export async function generateMetadata({ params }: PageProps<'/shared/[token]'>): Promise<Metadata> {
  const t = await getTranslations('sharing.guest')
  const share = await pageShare((await params).token)
  return { title: share?.shared.name || t(share ? 'untitled' : 'goneTitle') }
}

export default async function SharedPage({ params }: PageProps<'/shared/[token]'>) {
  const { token } = await params
  const share = await pageShare(token)
  if (!share) notFound()
  const { guest, shared } = share
  const only = shared.kind === 'example' ? await orNotFound(listShared(guest, { after: 0 })) : null
  return (
    <GuestView
      token={token}
      shared={shared}
      only={only && (only.rows[0]?.number ?? null)}
      languages={<LanguageLinks />}
    />
  )
}
