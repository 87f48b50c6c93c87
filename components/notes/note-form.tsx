'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { longestNote } from '@/lib/notes/schema'

type Said = { title: string; text: string }

/** Title and text of a note. `onSave` gives what went wrong, in words. */
export function NoteForm({
  note = { title: '', text: '' },
  onSave,
  onCancel,
}: {
  note?: Said
  onSave: (note: Said) => Promise<string | null>
  onCancel: () => void
}) {
  const t = useTranslations('quality.notes')
  const [said, setSaid] = useState<Said>({ title: note.title, text: note.text })
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  async function save(event: FormEvent) {
    event.preventDefault()
    if (said.title.trim() === '' || said.text.trim() === '') return setError(t('empty'))
    setBusy(true)
    const failure = await onSave({ title: said.title.trim(), text: said.text })
    setBusy(false)
    setError(failure)
  }
  return (
    <form className="grid gap-3 border-line border-t pt-4" onSubmit={(event) => void save(event)} noValidate>
      <Field label={t('name')}>
        <Input
          autoFocus
          value={said.title}
          maxLength={120}
          onChange={(event) => setSaid({ ...said, title: event.target.value })}
        />
      </Field>
      <Field label={t('text')} hint={t('textHint')} error={error ?? undefined}>
        <Textarea
          rows={8}
          className="max-h-[50dvh]"
          value={said.text}
          maxLength={longestNote}
          onChange={(event) => setSaid({ ...said, text: event.target.value })}
        />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={busy}>
          {t('save')}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
