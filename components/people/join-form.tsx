'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { acceptInvitation, signOut } from '@/lib/people/client'
import { AccountFields, newAccount } from './account-fields'
import { SubmitForm } from './submit-form'

const goTo = ({ datasetId }: { datasetId: string | null }) =>
  window.location.assign(datasetId ? `/datasets/${datasetId}` : '/')

/** A new account with the role of the invitation. */
export function JoinForm({ token, email }: { token: string; email: string | null }) {
  const t = useTranslations('account.join')
  return (
    <SubmitForm
      fields={newAccount}
      submit={t('submit')}
      wide
      send={({ name = '', email = '', password = '' }, operationId) =>
        acceptInvitation({ operationId, token, name, email, password })
      }
      onDone={goTo}
    >
      {(problemOf) => <AccountFields problemOf={problemOf} email={email} />}
    </SubmitForm>
  )
}

/** The role of the invitation for who is signed in. */
export function JoinAs({ token, name }: { token: string; name: string }) {
  const t = useTranslations('account.join')
  const [leaving, setLeaving] = useState(false)
  async function leave() {
    setLeaving(true)
    await signOut()
    window.location.reload()
  }
  return (
    <SubmitForm
      fields={{}}
      submit={t('joinAs', { name })}
      wide
      send={(_, operationId) => acceptInvitation({ operationId, token })}
      onDone={goTo}
      beside={
        <Button busy={leaving} onClick={() => void leave()} className="flex-1">
          {t('other')}
        </Button>
      }
    >
      {() => null}
    </SubmitForm>
  )
}
