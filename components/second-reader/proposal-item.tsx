'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { useToast } from '@/components/ui/toast'
import type { Edit } from '@/lib/examples/schema'
import { editsOnProposal } from '@/lib/second-reader/decide'
import type { ProposalRow } from '@/lib/second-reader/schema'
import type { ProposalDraft } from './proposal-draft'
import { ProposalEditor } from './proposal-editor'
import { useProposalSave } from './use-proposal-save'

/** One proposed example: whole, with what a person makes of it. It is an example like any other once it is accepted. */
export function ProposalItem({
  datasetId,
  proposal,
  isGone,
  mayEdit,
  mayDecide,
  onEditing,
  onChanged,
}: {
  datasetId: string
  proposal: ProposalRow
  /** Somebody decided on it while it was being edited here. */
  isGone: boolean
  mayEdit: boolean
  mayDecide: boolean
  /** While it is edited it stays, whatever becomes of it elsewhere. */
  onEditing: (isEditing: boolean) => void
  onChanged: () => void
}) {
  const t = useTranslations('secondReader.proposals')
  const roles = useTranslations('editor.roles')
  const failureText = useFailureText()
  const toast = useToast()
  const save = useProposalSave(datasetId)
  const [busy, setBusy] = useState(false)
  const [draft, setDraft] = useState<ProposalDraft | null>(null)
  const editButton = useRef<HTMLButtonElement>(null)
  const { number, title, why, model, messages, isEdited } = proposal
  function edit(from: ProposalDraft | null) {
    setDraft(from)
    onEditing(from !== null)
    // the button is there again after the next paint
    if (from === null) requestAnimationFrame(() => editButton.current?.focus())
  }
  async function keep(edits: Edit[], deed: 'Accepted' | 'Rejected' | 'Edited') {
    const failure = await save(proposal, edits, {
      done: t(`did${deed}`, { number }),
      undo: t(`undo${deed}`, { number }),
    })
    if (!failure && draft) edit(null)
    onChanged()
    return failure
  }
  async function decide(isTaken: boolean) {
    setBusy(true)
    const failure = await keep(editsOnProposal(proposal, isTaken), isTaken ? 'Accepted' : 'Rejected')
    if (failure) toast({ text: failureText(failure), tone: 'bad' })
    setBusy(false)
  }
  function cancel(typed: ProposalDraft) {
    edit(null)
    if (Object.keys(typed).length > 0 && !isGone)
      toast({
        text: t('dropped', { number }),
        action: { label: t('bringBack'), onAction: () => edit(typed) },
      })
  }
  return (
    <li aria-label={title} className="grid gap-2.5 rounded-md border border-line bg-sunken p-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone="accent">{t('badge')}</Badge>
        <b className="min-w-0 break-words font-[550]">{title}</b>
        <span className="ml-auto text-ink-3 text-xs">
          <Link className="underline underline-offset-2" href={`/datasets/${datasetId}?example=${number}`}>
            #{number}
          </Link>{' '}
          · {isEdited ? t('changed', { model }) : model}
        </span>
      </div>
      {draft ? (
        <ProposalEditor
          datasetId={datasetId}
          proposal={proposal}
          isGone={isGone}
          first={draft}
          onSave={(edits) => keep(edits, 'Edited')}
          onAccept={
            mayDecide ? (edits) => keep([...edits, ...editsOnProposal(proposal, true)], 'Accepted') : null
          }
          onCancel={cancel}
        />
      ) : (
        messages.map((message, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: its text is fetched whole
          <div key={i} className="max-w-[66ch] border-line-strong border-l-2 pl-2.5">
            <p className="text-ink-3 text-xs">{roles(message.role)}</p>
            <p className="max-h-80 overflow-y-auto whitespace-pre-wrap break-words">{message.text}</p>
          </div>
        ))
      )}
      {why && <p className="max-w-[66ch] break-words text-ink-2 text-xs">{t('why', { why })}</p>}
      {!draft && mayEdit && (
        <div className="flex flex-wrap gap-2">
          {mayDecide && (
            <Button size="sm" busy={busy} onClick={() => void decide(true)}>
              {t(isEdited ? 'acceptEdited' : 'accept')}
            </Button>
          )}
          <Button ref={editButton} size="sm" onClick={() => edit({})}>
            {t('edit')}
          </Button>
          {mayDecide && (
            <Button size="sm" variant="quiet" busy={busy} onClick={() => void decide(false)}>
              {t('reject')}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
