'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { signIn } from '@/lib/people/client'
import { emailAddress, sessionRequest } from '@/lib/people/schema'
import { EmailInput } from './account-fields'
import { PasswordInput } from './password-input'
import { SubmitForm } from './submit-form'

const fields = { email: emailAddress, password: sessionRequest.shape.password }

export function SignInForm({ next }: { next: string }) {
  const t = useTranslations('account')
  return (
    <SubmitForm
      fields={fields}
      submit={t('signIn.submit')}
      wide
      send={({ email = '', password = '' }) => signIn({ email, password })}
      // a full load: language, theme and all that is cached are this person's from here on
      onDone={() => window.location.assign(next)}
    >
      {(problemOf) => (
        <>
          <Field label={t('fields.email')} error={problemOf('email')}>
            <EmailInput />
          </Field>
          <Field label={t('fields.password')} error={problemOf('password') && t('signIn.passwordMissing')}>
            <PasswordInput name="password" autoComplete="current-password" />
          </Field>
        </>
      )}
    </SubmitForm>
  )
}
