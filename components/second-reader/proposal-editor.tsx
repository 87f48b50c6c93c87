'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { Field } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { Textarea } from '@/components/ui/textarea'
import { asField } from '@/lib/conversations/line-ends'
import type { Edit } from '@/lib/examples/schema'
import type { Failure } from '@/lib/result/schema'
import type { ProposalRow } from '@/lib/second-reader/schema'
import { editsOfDraft, isMet, type ProposalDraft, withText, withTyped } from './proposal-draft'

/**
 * The texts of a proposal to be changed where they stand. What somebody else changed meanwhile is shown under one's own
 * words before they can replace it.
 */
export function ProposalEditor({
  datasetId,
  proposal,
  isGone,
  first,
  onSave,
  onAccept,
  onCancel,
}: {
  datasetId: string
  /** As it stands now, whoever changes it. */
  proposal: ProposalRow
  /** Somebody decided on it meanwhile. */
  isGone: boolean
  /** What was typed before it was left. */
  first: ProposalDraft
  onSave: (edits: Edit[]) => Promise<Failure | null>
  /** Null for who may not decide. */
  onAccept: ((edits: Edit[]) => Promise<Failure | null>) | null
  onCancel: (draft: ProposalDraft) => void
}) {
  const t = useTranslations('secondReader.proposals')
  const roles = useTranslations('editor.roles')
  const failureText = useFailureText()
  const [draft, setDraft] = useState(first)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const { number, messages } = proposal
  const edits = editsOfDraft(draft, messages)
  const met = messages.some((message) => isMet(draft, message))
  const isBlank = Object.values(draft).some(({ to }) => to.trim() === '')
  const isReady = edits.length > 0 && !isBlank && !isGone
  async function send(act: (edits: Edit[]) => Promise<Failure | null>) {
    if (!isReady || busy) return
    setBusy(true)
    setFailure(await act(edits))
    setBusy(false)
  }
  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onCancel(draft)
    else if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void send(onSave)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const firstText = messages.findIndex(({ id }) => id !== null)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the fields inside
    <div data-keeps-escape onKeyDown={press} className="grid gap-2.5">
      {messages.map((message, i) => {
        const { id, role, text } = message
        const mine = id === null ? undefined : draft[id]
        return id === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: it has no name of its own
          <p key={i} className="whitespace-pre-wrap break-words text-ink-2">
            {text}
          </p>
        ) : (
          <div key={id} className="grid max-w-[66ch] gap-1.5">
            <Field label={roles(role)} error={mine?.to.trim() === '' && t('blank')}>
              <Textarea
                autoFocus={i === firstText}
                value={asField(mine?.to ?? text)}
                onChange={(event) => setDraft(withTyped(draft, message, event.target.value))}
                className="max-h-[50dvh]"
              />
            </Field>
            {isMet(draft, message) && (
              <Note tone="warn" role="alert">
                <p>{t('met')}</p>
                <p className="whitespace-pre-wrap break-words border-line-strong border-l-2 pl-2">{text}</p>
                <Button
                  size="sm"
                  onClick={() => {
                    setDraft(withText({ ...draft, [id]: { from: text, to: text } }, message, text))
                    setFailure(null)
                  }}
                >
                  {t('takeTheirs')}
                </Button>
              </Note>
            )}
          </div>
        )
      })}
      {isGone && !busy && (
        <Note tone="warn" role="alert">
          {t('gone')}
        </Note>
      )}
      {failure && !(failure.code === 'conflict' && (met || isGone)) && (
        <Note tone="bad" role="alert">
          {failureText(failure)}
        </Note>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="sm"
          variant="primary"
          keys="mod+Enter"
          busy={busy}
          disabled={!isReady}
          onClick={() => void send(onSave)}
        >
          {t(met ? 'saveMine' : 'save')}
        </Button>
        {onAccept && (
          <Button size="sm" busy={busy} disabled={!isReady} onClick={() => void send(onAccept)}>
            {t('acceptEdited')}
          </Button>
        )}
        <Button size="sm" variant="quiet" keys="Escape" onClick={() => onCancel(draft)}>
          {t('cancel')}
        </Button>
        <Link
          className="ml-auto text-ink-2 text-xs underline underline-offset-2"
          href={`/datasets/${datasetId}?example=${number}`}
        >
          {t('workspace')}
        </Link>
      </div>
    </div>
  )
}
