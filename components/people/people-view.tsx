'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { Page } from '@/components/ui/page'
import { useToast } from '@/components/ui/toast'
import type { StudioRole } from '@/lib/auth/schema'
import { fetchPeople, revokeInvitation, setPersonState, setStudioRole } from '@/lib/people/client'
import type { InvitationRow, PersonRow } from '@/lib/people/schema'
import { newOperationId } from '@/lib/result/call'
import { ConfirmDialog } from './confirm-dialog'
import { InviteDialog } from './invite-dialog'
import { PendingInvitations } from './pending-invitations'
import { PersonRowLine } from './person-row-line'
import { ResetLinkDialog } from './reset-link-dialog'

type People = { people: PersonRow[]; invitations: InvitationRow[] }
type Asking = { what: 'invite' } | { what: 'disable' | 'reset'; person: PersonRow }

export function PeopleView({ initial, myId }: { initial: People; myId: string }) {
  const t = useTranslations('people')
  const toast = useToast()
  const failureText = useFailureText()
  const [asking, setAsking] = useState<Asking | null>(null)
  const close = () => setAsking(null)
  const { data, refetch } = useQuery({
    queryKey: ['people'],
    queryFn: async ({ signal }) => {
      const result = await fetchPeople(signal)
      if (!result.ok) throw new Error(result.error.reason)
      return result.value
    },
    initialData: initial,
  })

  async function giveRole(person: PersonRow, studioRole: StudioRole, undoable = true) {
    const result = await setStudioRole(person.id, { operationId: newOperationId(), studioRole })
    void refetch()
    if (!result.ok) return toast({ text: failureText(result.error), tone: 'bad' })
    const undo = {
      label: t('undo'),
      onAction: () => void giveRole(person, studioRole === 'owner' ? 'member' : 'owner', false),
    }
    toast({
      text: t('roleSet', { name: person.name, role: studioRole }),
      ...(undoable ? { action: undo } : {}),
    })
  }
  async function enable(person: PersonRow) {
    const result = await setPersonState(person.id, { operationId: newOperationId(), disabled: false })
    void refetch()
    if (result.ok) toast({ text: t('enabled', { name: person.name }) })
    else toast({ text: failureText(result.error), tone: 'bad' })
  }

  return (
    <Page
      title={t('title')}
      lede={t('lede')}
      actions={
        <Button variant="primary" onClick={() => setAsking({ what: 'invite' })}>
          {t('invite')}
        </Button>
      }
    >
      <ul className="border-line border-t">
        {data.people.map((person) => (
          <PersonRowLine
            key={person.id}
            person={person}
            isMe={person.id === myId}
            onRole={(role) => void giveRole(person, role)}
            onEnable={() => void enable(person)}
            onAsk={(what) => setAsking({ what, person })}
          />
        ))}
      </ul>
      <PendingInvitations
        invitations={data.invitations}
        revoke={revokeInvitation}
        onRevoked={() => void refetch()}
      />
      {asking?.what === 'invite' && <InviteDialog byOwner onInvited={() => void refetch()} onClose={close} />}
      {asking?.what === 'reset' && <ResetLinkDialog person={asking.person} onClose={close} />}
      {asking?.what === 'disable' && (
        <ConfirmDialog
          title={t('disabling.title', { name: asking.person.name })}
          text={t('disabling.text')}
          submit={t('disabling.submit')}
          act={(operationId) => setPersonState(asking.person.id, { operationId, disabled: true })}
          onDone={() => {
            void refetch()
            toast({ text: t('disabling.done', { name: asking.person.name }) })
          }}
          onClose={close}
        />
      )}
    </Page>
  )
}
