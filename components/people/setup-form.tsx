'use client'

import { useTranslations } from 'next-intl'
import { createOwner } from '@/lib/people/client'
import { AccountFields, newAccount } from './account-fields'
import { SubmitForm } from './submit-form'

export function SetupForm({ token }: { token: string }) {
  const t = useTranslations('account.setup')
  return (
    <SubmitForm
      fields={newAccount}
      submit={t('submit')}
      wide
      send={({ name = '', email = '', password = '' }, operationId) =>
        createOwner({ operationId, token, name, email, password })
      }
      onDone={() => window.location.assign('/')}
    >
      {(problemOf) => <AccountFields problemOf={problemOf} />}
    </SubmitForm>
  )
}
