'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { resetPassword } from '@/lib/people/client'
import { newPassword } from '@/lib/people/schema'
import { PasswordInput } from './password-input'
import { SubmitForm } from './submit-form'

export function ResetForm({ token, email }: { token: string; email: string | null }) {
  const t = useTranslations('account')
  return (
    <SubmitForm
      fields={{ password: newPassword }}
      submit={t('reset.submit')}
      wide
      send={({ password = '' }, operationId) => resetPassword({ operationId, token, password })}
      onDone={() => window.location.assign('/sign-in?done=reset')}
    >
      {(problemOf) => (
        <>
          {/* tells a password manager whose password this is */}
          <input hidden type="email" autoComplete="username" value={email ?? ''} readOnly />
          <Field
            label={t('fields.newPassword')}
            hint={problemOf('password') ? undefined : t('fields.passwordHint')}
            error={problemOf('password')}
          >
            <PasswordInput name="password" autoComplete="new-password" />
          </Field>
        </>
      )}
    </SubmitForm>
  )
}
