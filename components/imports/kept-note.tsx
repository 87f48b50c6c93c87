'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { useFileSize } from '@/components/ui/file-size'
import { Note } from '@/components/ui/note'
import type { Upload } from '@/lib/uploads/schema'

/** An upload that was interrupted: the browser may not keep the file, so it is asked for again. */
export function KeptNote({ upload, onDiscard }: { upload: Upload; onDiscard: () => void }) {
  const t = useTranslations('imports.kept')
  const fileSize = useFileSize()
  return (
    <Note
      role="status"
      title={t('title', { name: upload.fileName })}
      className="flex flex-wrap items-center gap-x-3 gap-y-1"
    >
      {t('text', { sent: fileSize(upload.received), size: fileSize(upload.size) })}
      <Button size="sm" onClick={onDiscard}>
        {t('discard')}
      </Button>
    </Note>
  )
}
