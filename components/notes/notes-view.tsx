'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Page } from '@/components/ui/page'
import { useLive } from '@/components/workspace/outbox-context'
import { fetchNotes } from '@/lib/notes/client'
import type { NoteRow } from '@/lib/notes/schema'
import { NoteForm } from './note-form'
import { NoteItem } from './note-item'
import { notesKey, useNoteActs } from './use-note-acts'

/** What answers may state beyond their conversations, note by note. */
export function NotesView({
  datasetId,
  initial,
  mayChange,
}: {
  datasetId: string
  initial: NoteRow[]
  mayChange: boolean
}) {
  const t = useTranslations('quality.notes')
  const { data: notes, refetch } = useQuery({
    queryKey: notesKey(datasetId),
    queryFn: async ({ signal }) => {
      const answer = await fetchNotes(datasetId, signal)
      if (!answer.ok) throw new Error(answer.error.reason)
      return answer.value.notes
    },
    initialData: initial,
  })
  useLive(['findings'], datasetId, () => void refetch())
  const { add } = useNoteActs(datasetId)
  const [writes, setWrites] = useState(false)
  return (
    <Page
      title={t('title')}
      lede={t('lede')}
      width="narrow"
      actions={
        <>
          <ButtonLink href={`/datasets/${datasetId}/findings/settings`}>
            <ArrowLeft aria-hidden="true" />
            {t('back')}
          </ButtonLink>
          {mayChange && !writes && (
            <Button variant="primary" onClick={() => setWrites(true)}>
              {t('new')}
            </Button>
          )}
        </>
      }
    >
      {writes && (
        <NoteForm
          onCancel={() => setWrites(false)}
          onSave={async (note) => {
            const failure = await add(note)
            if (failure === null) setWrites(false)
            return failure
          }}
        />
      )}
      {notes.length === 0 && !writes && (
        <EmptyState title={t('none')}>
          <p>{t('noneText')}</p>
          {!mayChange && <p>{t('noneRead')}</p>}
        </EmptyState>
      )}
      <ul className="grid">
        {notes.map((note) => (
          <NoteItem key={note.id} datasetId={datasetId} note={note} mayChange={mayChange} />
        ))}
      </ul>
    </Page>
  )
}
