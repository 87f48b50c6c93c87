'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { Section } from '@/components/ui/page'
import { useToast } from '@/components/ui/toast'
import type { InvitationRow } from '@/lib/people/schema'
import { newOperationId } from '@/lib/result/call'
import type { Result } from '@/lib/result/schema'

export function PendingInvitations({
  invitations,
  revoke,
  onRevoked,
}: {
  invitations: InvitationRow[]
  revoke: (id: string, body: { operationId: string }) => Promise<Result<unknown>>
  onRevoked: () => void
}) {
  const t = useTranslations('people')
  const format = useFormatter()
  const toast = useToast()
  const failureText = useFailureText()

  async function takeBack(id: string) {
    const result = await revoke(id, { operationId: newOperationId() })
    if (result.ok) toast({ text: t('pending.revoked') })
    else toast({ text: failureText(result.error), tone: 'bad' })
    onRevoked()
  }
  if (invitations.length === 0) return null
  return (
    <Section title={t('pending.title')}>
      <ul className="grid">
        {invitations.map(({ id, email, role, studioRole, expiresAt }) => {
          const whom = email ?? t('pending.anyone')
          return (
            <li
              key={id}
              className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-1.5 last:border-b-0"
            >
              <span className={email ? '' : 'text-ink-2'}>{whom}</span>
              {role && <Badge>{t(`roles.${role}`)}</Badge>}
              {(studioRole === 'owner' || !role) && <Badge>{t(`studioRoles.${studioRole}`)}</Badge>}
              <span className="text-ink-3 text-xs">
                {t('pending.until', {
                  until: format.dateTime(new Date(expiresAt), { dateStyle: 'medium' }),
                })}
              </span>
              <Button
                size="sm"
                className="ml-auto"
                aria-label={t('pending.revokeOf', { email: whom })}
                onClick={() => void takeBack(id)}
              >
                {t('pending.revoke')}
              </Button>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
