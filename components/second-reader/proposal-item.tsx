'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button, ButtonLink } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { useToast } from '@/components/ui/toast'
import { useUndo } from '@/components/workspace/undo-context'
import { saveExample } from '@/lib/examples/client'
import { reverseEdits } from '@/lib/examples/edit-kinds'
import type { Undoable } from '@/lib/outbox/schema'
import { newOperationId } from '@/lib/result/call'
import { editsOnProposal } from '@/lib/second-reader/decide'
import type { ProposalRow } from '@/lib/second-reader/schema'

/** One proposed example: whole, with what a person makes of it. It is an example like any other once it is accepted. */
export function ProposalItem({
  datasetId,
  proposal,
  mayDecide,
  onDecided,
}: {
  datasetId: string
  proposal: ProposalRow
  mayDecide: boolean
  onDecided: () => void
}) {
  const t = useTranslations('secondReader.proposals')
  const roles = useTranslations('editor.roles')
  const failureText = useFailureText()
  const toast = useToast()
  const { remember } = useUndo()
  const [busy, setBusy] = useState(false)
  const { number, revision, title, why, model, messages } = proposal
  const isChanged = revision > 1
  async function decide(isTaken: boolean) {
    setBusy(true)
    const operationId = newOperationId()
    const edits = editsOnProposal(proposal, isTaken)
    const answer = await saveExample(datasetId, number, { operationId, revision, edits })
    if (answer.ok) {
      const path = `/datasets/${datasetId}/examples/${number}/edits`
      const { revision: after, edits: done } = answer.value
      const step: Undoable = {
        label: t(isTaken ? 'undoAccepted' : 'undoRejected', { number }),
        undo: {
          method: 'POST',
          path,
          body: { revision: after, edits: reverseEdits(done), undoOf: operationId },
        },
        redo: { method: 'POST', path, body: { revision: after, edits: done } },
      }
      const { action } = await remember(datasetId, step)
      toast({ text: t(isTaken ? 'accepted' : 'rejected', { number }), action })
    } else toast({ text: failureText(answer.error), tone: 'bad' })
    setBusy(false)
    onDecided()
  }
  return (
    <li aria-label={title} className="grid gap-2.5 rounded-md border border-line bg-sunken p-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone="accent">{t('badge')}</Badge>
        <b className="min-w-0 break-words font-[550]">{title}</b>
        <span className="ml-auto text-ink-3 text-xs">
          {isChanged ? t('changed', { number, model }) : t('by', { number, model })}
        </span>
      </div>
      {messages.map((message, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its text is fetched whole
        <div key={i} className="max-w-[66ch] border-line-strong border-l-2 pl-2.5">
          <p className="text-ink-3 text-xs">{roles(message.role)}</p>
          <p className="max-h-80 overflow-y-auto whitespace-pre-wrap break-words">{message.text}</p>
        </div>
      ))}
      {why && <p className="max-w-[66ch] break-words text-ink-2 text-xs">{t('why', { why })}</p>}
      {mayDecide && (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" busy={busy} onClick={() => void decide(true)}>
            {t(isChanged ? 'acceptEdited' : 'accept')}
          </Button>
          <ButtonLink size="sm" href={`/datasets/${datasetId}?example=${number}`}>
            {t('edit')}
          </ButtonLink>
          <Button size="sm" variant="quiet" busy={busy} onClick={() => void decide(false)}>
            {t('reject')}
          </Button>
        </div>
      )}
    </li>
  )
}
