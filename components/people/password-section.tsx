'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { Section } from '@/components/ui/page'
import { useToast } from '@/components/ui/toast'
import { changePassword } from '@/lib/people/client'
import { passwordRequest } from '@/lib/people/schema'
import { PasswordInput } from './password-input'
import { sessionsKey } from './sessions-section'
import { SubmitForm } from './submit-form'

const fields = { current: passwordRequest.shape.current, next: passwordRequest.shape.next }

export function PasswordSection({ email }: { email: string }) {
  const t = useTranslations('profile.password')
  const tField = useTranslations('account.fields')
  const toast = useToast()
  const queries = useQueryClient()
  const [round, setRound] = useState(0)

  function done({ endedSessions }: { endedSessions: number }) {
    setRound(round + 1)
    void queries.invalidateQueries({ queryKey: sessionsKey })
    toast({ text: endedSessions > 0 ? t('doneOthers', { count: endedSessions }) : t('done') })
  }
  return (
    <Section title={t('title')} lede={t('lede')}>
      <SubmitForm
        key={round}
        fields={fields}
        submit={t('submit')}
        variant="default"
        send={({ current = '', next = '' }, operationId) => changePassword({ operationId, current, next })}
        onDone={done}
      >
        {(problemOf) => (
          <div className="grid gap-4 sm:grid-cols-2">
            {/* tells a password manager whose password this is */}
            <input hidden type="email" autoComplete="username" value={email} readOnly />
            <Field label={tField('currentPassword')} error={problemOf('current')}>
              <PasswordInput name="current" autoComplete="current-password" />
            </Field>
            <Field
              label={tField('newPassword')}
              hint={problemOf('next') ? undefined : tField('passwordHint')}
              error={problemOf('next')}
            >
              <PasswordInput name="next" autoComplete="new-password" />
            </Field>
          </div>
        )}
      </SubmitForm>
    </Section>
  )
}
