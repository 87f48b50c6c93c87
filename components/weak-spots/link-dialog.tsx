'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type FormEvent, useDeferredValue, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ChoiceList } from '@/components/ui/choice-list'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { useFailureText } from '@/components/ui/failure-text'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Note } from '@/components/ui/note'
import { Skeleton } from '@/components/ui/skeleton'
import { StatusDot } from '@/components/ui/status-dot'
import { listExamples } from '@/lib/examples/client'
import { newOperationId } from '@/lib/result/call'
import { linkExample } from '@/lib/weak-spots/client'
import type { WeakSpotRow } from '@/lib/weak-spots/schema'
import { linkedExample } from '@/lib/weak-spots/undoable'
import { useSpots } from './spots-context'

const mostShown = 20

/** Says of an example that is there already that it addresses a weak spot; it is found as in the list of examples. */
export function LinkDialog({ spot, onClose }: { spot: WeakSpotRow; onClose: () => void }) {
  const t = useTranslations('weakSpots')
  const words = useTranslations('editor.status')
  const failureText = useFailureText()
  const { datasetId, act } = useSpots()
  const [q, setQ] = useState('')
  const [chosen, setChosen] = useState<number | null>(null)
  const [busy, setBusy] = useState(false)
  const asked = useDeferredValue(q.trim())
  const { data } = useQuery({
    queryKey: ['weak-spots', datasetId, 'to-link', asked],
    queryFn: ({ signal }) => listExamples(datasetId, { q: asked, sort: '-updated' }, null, signal),
    placeholderData: (before) => before,
  })
  const rows = data?.ok ? data.value.rows.slice(0, mostShown) : []
  const number = rows.some((row) => row.number === chosen) ? chosen : null

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (number === null || busy) return
    setBusy(true)
    const operationId = newOperationId()
    const done = await act(() => linkExample(datasetId, spot.id, { operationId, number, linked: true }), {
      step: () => ({
        ...linkedExample(datasetId, spot.id, number, true),
        label: t('undo.linked', { number }),
      }),
      done: () => t('linked', { number }),
    })
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={t('link')}
      description={t('linkAbout', { title: spot.title })}
    >
      <form onSubmit={(event) => void submit(event)} className="grid gap-4" noValidate>
        <Field label={t('find')} hint={t('findHint')}>
          <Input
            value={q}
            maxLength={2_000}
            spellCheck={false}
            onChange={(event) => setQ(event.target.value)}
          />
        </Field>
        {!data && <Skeleton className="h-40" />}
        {data && !data.ok && (
          <Note tone="warn" role="alert">
            {failureText(data.error)}
          </Note>
        )}
        {data?.ok && rows.length === 0 && <p className="text-ink-2">{t('noneFound')}</p>}
        {rows.length > 0 && (
          <ChoiceList
            legend={t('found')}
            value={number}
            options={rows.map((row) => ({
              value: row.number,
              line: (
                <>
                  <StatusDot status={row.status} />#{row.number} · {words(row.status)}
                </>
              ),
              text: row.preview,
            }))}
            onChange={setChosen}
          />
        )}
        <DialogActions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" disabled={number === null} busy={busy}>
            {number === null ? t('linkIt') : t('linkNumber', { number })}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
