'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { createResetLink } from '@/lib/people/client'
import type { HandedLink as Link } from '@/lib/people/schema'
import { OneTimeLink } from './one-time-link'
import { SubmitForm } from './submit-form'

export function ResetLinkDialog({
  person,
  onClose,
}: {
  person: { id: string; name: string }
  onClose: () => void
}) {
  const t = useTranslations('people.reset')
  const [link, setLink] = useState<Link | null>(null)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name: person.name })}
      description={link ? undefined : t('text')}
    >
      {link ? (
        <OneTimeLink link={link} onDone={onClose} />
      ) : (
        <SubmitForm
          fields={{}}
          submit={t('submit')}
          send={(_, operationId) => createResetLink(person.id, { operationId })}
          onDone={setLink}
          beside={
            <Button autoFocus onClick={onClose}>
              {t('cancel')}
            </Button>
          }
        >
          {() => null}
        </SubmitForm>
      )}
    </Dialog>
  )
}
