'use client'

import { useTranslations } from 'next-intl'

const signInHere = () =>
  `/sign-in?next=${encodeURIComponent(window.location.pathname + window.location.search)}`

/** For whoever was signed out meanwhile: to the sign-in, and back to this very place. What waits here stays. */
export function SignInLink({ className }: { className?: string }) {
  const t = useTranslations('ui')
  return (
    <a
      href="/sign-in"
      className={className ?? 'text-accent underline underline-offset-4'}
      // the place is where the person is now, not where this was drawn
      onFocus={(event) => event.currentTarget.setAttribute('href', signInHere())}
      onPointerEnter={(event) => event.currentTarget.setAttribute('href', signInHere())}
      onClick={(event) => event.currentTarget.setAttribute('href', signInHere())}
    >
      {t('signIn')}
    </a>
  )
}
