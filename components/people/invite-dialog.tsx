'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { type DatasetRole, datasetRole, datasetRoles } from '@/lib/auth/schema'
import { inviteMember, invitePerson } from '@/lib/people/client'
import { emailAddress, type HandedLink as Link } from '@/lib/people/schema'
import { OneTimeLink } from './one-time-link'
import { SubmitForm } from './submit-form'

const fields = { email: z.union([z.literal(''), emailAddress]) }

/** Makes an invitation to a dataset, or to the studio alone, and shows its link once. */
export function InviteDialog({
  dataset,
  byOwner,
  onInvited,
  onClose,
}: {
  dataset?: { id: string; name: string }
  /** Owners may invite owners. */
  byOwner: boolean
  onInvited: () => void
  onClose: () => void
}) {
  const t = useTranslations('people')
  const tMembers = useTranslations('members.inviting')
  const [role, setRole] = useState<DatasetRole>('reviewer')
  const [link, setLink] = useState<Link | null>(null)

  function send({ email, owner }: Record<string, string>, operationId: string) {
    const studioRole = owner ? ('owner' as const) : ('member' as const)
    const invited = { operationId, studioRole, ...(email ? { email } : {}) }
    return dataset ? inviteMember(dataset.id, { ...invited, role }) : invitePerson(invited)
  }
  const text = dataset ? tMembers('text') : t('inviting.text')
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={dataset ? tMembers('title', { dataset: dataset.name }) : t('inviting.title')}
      description={link ? undefined : text}
    >
      {link ? (
        <OneTimeLink link={link} onDone={onClose} />
      ) : (
        <SubmitForm
          fields={fields}
          submit={t('inviting.submit')}
          send={send}
          onDone={(made) => {
            setLink(made)
            onInvited()
          }}
          beside={<Button onClick={onClose}>{t('inviting.cancel')}</Button>}
        >
          {(problemOf) => (
            <>
              <Field label={t('inviting.email')} hint={t('inviting.emailHint')} error={problemOf('email')}>
                <Input
                  autoFocus
                  name="email"
                  type="email"
                  inputMode="email"
                  autoCapitalize="none"
                  maxLength={254}
                />
              </Field>
              {dataset && (
                <Field label={t('inviting.role')} hint={t(`roleHints.${role}`)}>
                  <Select
                    name="role"
                    value={role}
                    onChange={(event) => setRole(datasetRole.parse(event.target.value))}
                    className="justify-self-start"
                  >
                    {datasetRoles.map((value) => (
                      <option key={value} value={value}>
                        {t(`roles.${value}`)}
                      </option>
                    ))}
                  </Select>
                </Field>
              )}
              {byOwner && (
                <Checkbox name="owner" label={t('inviting.owner')} hint={t('inviting.ownerHint')} />
              )}
            </>
          )}
        </SubmitForm>
      )}
    </Dialog>
  )
}
