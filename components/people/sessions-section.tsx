'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { Section } from '@/components/ui/page'
import { RelativeTime } from '@/components/ui/relative-time'
import { useToast } from '@/components/ui/toast'
import { endSession, fetchSessions } from '@/lib/people/client'
import { deviceOf } from '@/lib/people/device'
import type { SessionRow } from '@/lib/people/schema'
import { newOperationId } from '@/lib/result/call'

export const sessionsKey = ['profile', 'sessions']

export function SessionsSection({ initial }: { initial: SessionRow[] }) {
  const t = useTranslations('profile.sessions')
  const toast = useToast()
  const failureText = useFailureText()
  const [ending, setEnding] = useState<string | null>(null)
  const { data: sessions, refetch } = useQuery({
    queryKey: sessionsKey,
    queryFn: async ({ signal }) => {
      const result = await fetchSessions(signal)
      if (!result.ok) throw new Error(result.error.reason)
      return result.value.sessions
    },
    initialData: initial,
  })

  function nameOf({ userAgent }: SessionRow): string {
    const { browser, system } = deviceOf(userAgent)
    return t('device', { browser: browser ?? t('unknownBrowser'), system: system ?? t('unknownSystem') })
  }
  async function end(session: SessionRow) {
    setEnding(session.id)
    const result = await endSession(session.id, { operationId: newOperationId() })
    setEnding(null)
    if (result.ok || result.error.code === 'not_found')
      toast({ text: t('ended', { device: nameOf(session) }) })
    else toast({ text: failureText(result.error), tone: 'bad' })
    void refetch()
  }

  return (
    <Section title={t('title')} lede={t('lede')}>
      <ul className="grid">
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-1.5 last:border-b-0"
          >
            <span>{nameOf(session)}</span>
            <span className="text-ink-3 text-xs">
              {t.rich('since', { at: () => <RelativeTime at={session.createdAt} /> })}
            </span>
            <span className="ml-auto">
              {session.current ? (
                <Badge tone="accent">{t('here')}</Badge>
              ) : (
                <Button
                  size="sm"
                  busy={ending === session.id}
                  aria-label={t('endOf', { device: nameOf(session) })}
                  onClick={() => void end(session)}
                >
                  {t('end')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
