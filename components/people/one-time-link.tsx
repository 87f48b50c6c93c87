'use client'

import { useFormatter, useTranslations } from 'next-intl'
import type { HandedLink as Link } from '@/lib/people/schema'
import { HandedLink } from './handed-link'

/** A link into the studio that works once. */
export function OneTimeLink({ link, onDone }: { link: Link; onDone: () => void }) {
  const t = useTranslations('people.link')
  const format = useFormatter()
  const until = format.dateTime(new Date(link.expiresAt), { dateStyle: 'long' })
  return <HandedLink url={link.url} note={t('once', { until })} onDone={onDone} />
}
