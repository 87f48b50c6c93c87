'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import type { NoteRow } from '@/lib/notes/schema'
import { NoteForm } from './note-form'
import { useNoteActs } from './use-note-acts'

/** A note: its first lines, all of it when asked for, and the form in its place. */
export function NoteItem({
  datasetId,
  note,
  mayChange,
}: {
  datasetId: string
  note: NoteRow
  mayChange: boolean
}) {
  const t = useTranslations('quality.notes')
  const { change, remove } = useNoteActs(datasetId)
  const [edits, setEdits] = useState(false)
  const { title, text, byName, updatedAt } = note
  if (edits)
    return (
      <li>
        <NoteForm
          note={note}
          onCancel={() => setEdits(false)}
          onSave={async (said) => {
            const failure = await change(note, said)
            if (failure === null) setEdits(false)
            return failure
          }}
        />
      </li>
    )
  return (
    <li className="grid gap-1.5 border-line border-t py-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="min-w-0 flex-1 basis-40 break-words font-semibold text-sm">{title}</h2>
        {mayChange && (
          <span className="flex gap-1">
            <Button
              size="sm"
              variant="quiet"
              aria-label={t('editOf', { title })}
              onClick={() => setEdits(true)}
            >
              {t('edit')}
            </Button>
            <Button
              size="sm"
              variant="quiet"
              aria-label={t('deleteOf', { title })}
              onClick={() => void remove(note)}
            >
              {t('delete')}
            </Button>
          </span>
        )}
      </div>
      <p className="text-ink-3 text-xs">
        {t.rich('by', { name: byName, at: () => <RelativeTime at={updatedAt} /> })}
      </p>
      <section
        aria-label={title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        className="max-h-60 overflow-y-auto whitespace-pre-wrap break-words text-ink-2"
      >
        {text}
      </section>
    </li>
  )
}
