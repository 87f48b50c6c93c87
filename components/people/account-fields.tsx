'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { emailAddress, newPassword, personName } from '@/lib/people/schema'
import { PasswordInput } from './password-input'

/** What the fields of a new account must be. */
export const newAccount = { name: personName, email: emailAddress, password: newPassword }

export function EmailInput({ value }: { value?: string | undefined }) {
  return (
    <Input
      name="email"
      type="email"
      inputMode="email"
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={254}
      required
      defaultValue={value}
    />
  )
}

export function AccountFields({
  problemOf,
  email,
}: {
  problemOf: (field: string) => string | undefined
  email?: string | null
}) {
  const t = useTranslations('account.fields')
  return (
    <>
      <Field label={t('name')} error={problemOf('name')}>
        <Input name="name" autoComplete="name" maxLength={80} required />
      </Field>
      <Field label={t('email')} error={problemOf('email')}>
        <EmailInput value={email ?? undefined} />
      </Field>
      <Field
        label={t('password')}
        hint={problemOf('password') ? undefined : t('passwordHint')}
        error={problemOf('password')}
      >
        <PasswordInput name="password" autoComplete="new-password" />
      </Field>
    </>
  )
}
