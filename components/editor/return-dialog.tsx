'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'

/** Returns an example for changes; the reason is what its writer reads. */
export function ReturnDialog({
  open,
  onOpenChange,
  onReturn,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  onReturn: (reason: string) => void
}) {
  const t = useTranslations('editor')
  const [reason, setReason] = useState('')
  const send = () => {
    if (reason.trim() === '') return
    onReturn(reason.trim())
    setReason('')
    onOpenChange(false)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('returnTitle')}
      description={t('returnHint')}
      actions={
        <>
          <Button onClick={() => onOpenChange(false)}>{t('cancel')}</Button>
          <Button variant="primary" keys="mod+Enter" disabled={reason.trim() === ''} onClick={send}>
            {t('return')}
          </Button>
        </>
      }
    >
      <Field label={t('reason')}>
        <Textarea
          value={reason}
          rows={4}
          maxLength={2000}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing)
              return
            // the same keys submit the example: once this dialog is gone they must not mean that
            event.preventDefault()
            send()
          }}
        />
      </Field>
    </Dialog>
  )
}
