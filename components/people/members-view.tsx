'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { Page } from '@/components/ui/page'
import { useToast } from '@/components/ui/toast'
import type { DatasetRole } from '@/lib/auth/schema'
import { fetchMembers, removeMember, revokeMemberInvitation, setMemberRole } from '@/lib/people/client'
import type { InvitationRow, MemberRow } from '@/lib/people/schema'
import { newOperationId } from '@/lib/result/call'
import type { ShareRow } from '@/lib/sharing/schema'
import { ConfirmDialog } from './confirm-dialog'
import { InviteDialog } from './invite-dialog'
import { MemberLine } from './member-line'
import { PendingInvitations } from './pending-invitations'
import { ResetLinkDialog } from './reset-link-dialog'
import { ShareLinks } from './share-links'

type Members = { members: MemberRow[]; invitations: InvitationRow[] }
type Asking = { what: 'invite' } | { what: 'remove' | 'reset'; member: MemberRow }

export function MembersView({
  dataset,
  initial,
  shares,
  me,
}: {
  dataset: { id: string; name: string }
  initial: Members
  shares: ShareRow[]
  me: { id: string; isOwner: boolean }
}) {
  const t = useTranslations('members')
  const toast = useToast()
  const failureText = useFailureText()
  const [asking, setAsking] = useState<Asking | null>(null)
  const close = () => setAsking(null)
  const { data, refetch } = useQuery({
    queryKey: ['datasets', dataset.id, 'members'],
    queryFn: async ({ signal }) => {
      const result = await fetchMembers(dataset.id, signal)
      if (!result.ok) throw new Error(result.error.reason)
      return result.value
    },
    initialData: initial,
  })

  async function giveRole({ userId, name }: MemberRow, role: DatasetRole) {
    const result = await setMemberRole(dataset.id, userId, { operationId: newOperationId(), role })
    if (result.ok) toast({ text: t('roleSet', { name, role }) })
    else toast({ text: failureText(result.error), tone: 'bad' })
    // who gave their own lead away sees less from here on
    if (result.ok && userId === me.id && !me.isOwner) window.location.reload()
    else void refetch()
  }
  function removed({ userId, name }: MemberRow) {
    if (userId === me.id && !me.isOwner) return window.location.assign('/')
    void refetch()
    toast({ text: t('removing.done', { name }) })
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
      {data.members.length === 0 && <p className="text-ink-2">{t('empty')}</p>}
      {data.members.length > 0 && (
        <ul className="border-line border-t">
          {data.members.map((member) => (
            <MemberLine
              key={member.userId}
              member={member}
              isMe={member.userId === me.id}
              onRole={(role) => void giveRole(member, role)}
              onAsk={(what) => setAsking({ what, member })}
            />
          ))}
        </ul>
      )}
      <PendingInvitations
        invitations={data.invitations}
        revoke={(id, body) => revokeMemberInvitation(dataset.id, id, body)}
        onRevoked={() => void refetch()}
      />
      <ShareLinks dataset={dataset} initial={shares} />
      {asking?.what === 'invite' && (
        <InviteDialog
          dataset={dataset}
          byOwner={me.isOwner}
          onInvited={() => void refetch()}
          onClose={close}
        />
      )}
      {asking?.what === 'reset' && (
        <ResetLinkDialog person={{ id: asking.member.userId, name: asking.member.name }} onClose={close} />
      )}
      {asking?.what === 'remove' && (
        <ConfirmDialog
          title={t('removing.title', { name: asking.member.name })}
          text={asking.member.userId === me.id ? t('removing.textSelf') : t('removing.text')}
          submit={t('removing.submit')}
          act={(operationId) => removeMember(dataset.id, asking.member.userId, { operationId })}
          onDone={() => removed(asking.member)}
          onClose={close}
        />
      )}
    </Page>
  )
}
