'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { Segmented } from '@/components/ui/segmented'
import { Textarea } from '@/components/ui/textarea'
import { newOperationId } from '@/lib/result/call'
import { addPrompts } from '@/lib/weak-spots/client'
import { failingLines } from '@/lib/weak-spots/failing-lines'
import type { NewPrompts, RejectedPrompt, WeakSpotRow } from '@/lib/weak-spots/schema'
import { mostLines } from '@/lib/weak-spots/words'
import { useSpots } from './spots-context'

type Way = 'typed' | 'lines'
const rejectedShown = 5

/** Prompts at which the model fails: one that is typed, or many as JSON lines, pasted or from a file. */
export function PromptsDialog({
  spot,
  onClose,
  onAdded,
}: {
  spot: WeakSpotRow
  onClose: () => void
  onAdded: () => void
}) {
  const t = useTranslations('weakSpots')
  const { datasetId, act } = useSpots()
  const [way, setWay] = useState<Way>('typed')
  const [prompt, setPrompt] = useState('')
  const [badAnswer, setBadAnswer] = useState('')
  const [lines, setLines] = useState('')
  const [busy, setBusy] = useState(false)
  const [rejected, setRejected] = useState<RejectedPrompt[]>([])
  const [known, setKnown] = useState(0)
  const filled = useMemo(() => failingLines(lines), [lines])
  const ready = way === 'typed' ? prompt.trim() !== '' && badAnswer.trim() !== '' : filled.length > 0

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!ready || busy) return
    setBusy(true)
    const refused: RejectedPrompt[] = []
    let added = 0
    let there = 0
    for (const [at, request] of requests().entries()) {
      const answer = await act(() => addPrompts(datasetId, spot.id, request))
      if (!answer) break
      added += answer.added
      there += answer.known
      refused.push(
        ...answer.rejected.map((one) => ({
          ...one,
          line: filled[one.line - 1 + at * mostLines]?.line ?? one.line,
        })),
      )
    }
    setBusy(false)
    setRejected(refused)
    setKnown(there)
    if (added > 0) onAdded()
    if (added > 0 && refused.length + there === 0) onClose()
  }
  function requests(): NewPrompts[] {
    if (way === 'typed') return [{ operationId: newOperationId(), from: 'typed', prompt, badAnswer }]
    const parts = Math.ceil(filled.length / mostLines)
    return Array.from({ length: parts }, (_, i) => ({
      operationId: newOperationId(),
      from: 'lines',
      lines: filled.slice(i * mostLines, (i + 1) * mostLines).map(({ text }) => text),
    }))
  }

  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={t('addPrompts')}
      description={spot.title}
    >
      <form onSubmit={(event) => void submit(event)} className="grid gap-4" noValidate>
        <Segmented
          label={t('way')}
          className="justify-self-start"
          value={way}
          options={(['typed', 'lines'] as const).map((value) => ({ value, label: t(`ways.${value}`) }))}
          onChange={setWay}
        />
        {way === 'typed' ? (
          <>
            <Field label={t('prompt')}>
              <Textarea
                value={prompt}
                maxLength={100_000}
                onChange={(event) => setPrompt(event.target.value)}
              />
            </Field>
            <Field label={t('badAnswer')} hint={t('badAnswerHint')}>
              <Textarea
                value={badAnswer}
                maxLength={100_000}
                onChange={(event) => setBadAnswer(event.target.value)}
              />
            </Field>
          </>
        ) : (
          <>
            <Field label={t('lines')} hint={t('linesHint', { open: '{', close: '}' })}>
              <Textarea
                className="max-h-[40dvh] font-mono text-xs"
                value={lines}
                onChange={(event) => setLines(event.target.value)}
              />
            </Field>
            <Field label={t('file')}>
              <input
                type="file"
                accept=".jsonl,.json,.txt"
                aria-label={t('file')}
                className="max-w-full text-ink-2 text-xs file:mr-3 file:h-7.5 file:cursor-pointer file:rounded-md file:border file:border-line-strong file:border-solid file:bg-panel file:px-3 file:text-ink hover:file:bg-hover"
                onChange={(event) => void event.target.files?.[0]?.text().then(setLines)}
              />
            </Field>
          </>
        )}
        {known > 0 && <Note role="status" title={t('known', { count: known })} />}
        {rejected.length > 0 && (
          <Note tone="warn" role="alert" title={t('notTaken', { count: rejected.length })}>
            <ul>
              {rejected.slice(0, rejectedShown).map(({ line, reason }) => (
                <li key={line}>{t(`rejected.${reason}`, { line })}</li>
              ))}
            </ul>
          </Note>
        )}
        <p className="text-ink-3 text-xs">{t('markHint')}</p>
        <DialogActions>
          <Button onClick={onClose}>{t(rejected.length > 0 ? 'close' : 'cancel')}</Button>
          <Button type="submit" variant="primary" disabled={!ready} busy={busy}>
            {t('addCount', { count: way === 'typed' ? 1 : filled.length })}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
