'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useFailureText } from '@/components/ui/failure-text'
import { Note } from '@/components/ui/note'
import { newOperationId } from '@/lib/result/call'
import type { Result } from '@/lib/result/schema'

/** Asks before something that hurts, and says why when it could not be done. */
export function ConfirmDialog({
  title,
  text,
  submit,
  act,
  onDone,
  onClose,
}: {
  title: string
  text: string
  submit: string
  act: (operationId: string) => Promise<Result<unknown>>
  onDone: () => void
  onClose: () => void
}) {
  const t = useTranslations('people.inviting')
  const failureText = useFailureText()
  const [operationId] = useState(newOperationId)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState('')

  async function confirm() {
    setBusy(true)
    const result = await act(operationId)
    setBusy(false)
    if (!result.ok) return setFailure(failureText(result.error))
    onDone()
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title={title}
      description={text}
      actions={
        <>
          <Button autoFocus onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button variant="danger" busy={busy} onClick={() => void confirm()}>
            {submit}
          </Button>
        </>
      }
    >
      {failure && (
        <Note tone="bad" role="alert">
          {failure}
        </Note>
      )}
    </Dialog>
  )
}
