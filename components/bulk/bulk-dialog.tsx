'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useFailureText } from '@/components/ui/failure-text'
import { Note } from '@/components/ui/note'
import type { DatasetRole } from '@/lib/auth/schema'
import { startBulk } from '@/lib/bulk/client'
import { actionOf, type BulkDraft, type BulkKind, emptyDraft } from '@/lib/bulk/draft'
import type { BulkAction } from '@/lib/bulk/schema'
import { countOf, requestOf, type Selection } from '@/lib/bulk/selection'
import { isApproval, mostSeen } from '@/lib/bulk/words'
import { newOperationId } from '@/lib/result/call'
import type { Failure } from '@/lib/result/schema'
import type { TagGroup } from '@/lib/tags/schema'
import { ActionFields } from './action-fields'
import { PreviewList } from './preview-list'
import { usePreview } from './use-preview'

/** One action on what is selected: what it needs to know, what it would do, and the button with the number. */
export function BulkDialog({
  datasetId,
  kind,
  start: begun = {},
  selection,
  groups,
  role,
  onClose,
  onStarted,
}: {
  datasetId: string
  kind: BulkKind
  /** What is filled in from the start. */
  start?: Partial<BulkDraft>
  selection: Selection
  groups: TagGroup[]
  role: DatasetRole
  onClose: () => void
  onStarted: (runId: string, action: BulkAction, count: number) => void
}) {
  const t = useTranslations('bulk')
  const failureText = useFailureText()
  const [draft, setDraft] = useState(() => ({ ...emptyDraft(kind), ...begun }))
  const [starting, setStarting] = useState(false)
  const [refused, setRefused] = useState<Failure | null>(null)
  const request = useMemo(() => requestOf(selection), [selection])
  const action = useMemo(() => actionOf(draft), [draft])
  const selected = countOf(selection)
  // to mend what is private is to mask it
  const words = kind === 'fix' && draft.check === 'privacy' ? 'mask' : kind
  const { preview, busy, more } = usePreview(datasetId, action, request)
  const tags = useMemo(() => new Map(groups.flatMap((g) => g.tags).map((tag) => [tag.id, tag])), [groups])
  const count = preview.done ? preview.changed : selected
  const badPattern = preview.failure?.reason === 'badPattern' ? failureText(preview.failure) : null
  const failure = refused ?? (badPattern ? null : preview.failure)
  // what is not looked at yet, nobody has seen
  const waits = action !== null && isApproval(action) && !preview.done
  // a filter's number may be of the first that it finds
  const tooMany = action !== null && isApproval(action) && Math.max(selected, preview.seen.length) > mostSeen
  const ready =
    action !== null && !preview.failure && !waits && !tooMany && !(preview.done && preview.changed === 0)
  const start = async () => {
    if (!action || !ready || starting) return
    setStarting(true)
    const operationId = newOperationId()
    const chosen = isApproval(action) ? { seen: preview.seen } : request
    const answer = await startBulk(datasetId, { operationId, action, selection: chosen })
    setStarting(false)
    if (!answer.ok) return setRefused(answer.error)
    onStarted(answer.value.id, action, count)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={t(`title.${words}`)}
      description={
        selection.kind === 'all' && selection.q !== ''
          ? t('ofFilter', { count: selected, q: selection.q })
          : t('ofSelection', { count: selected })
      }
      actions={
        <>
          <Button onClick={onClose}>{t('back')}</Button>
          <Button variant="primary" disabled={!ready} busy={starting} onClick={() => void start()}>
            {t(`do.${words}`, { count })}
          </Button>
        </>
      }
    >
      <ActionFields
        draft={draft}
        groups={groups}
        role={role}
        problem={badPattern}
        onChange={(change) => {
          setRefused(null)
          setDraft((now) => ({ ...now, ...change }))
        }}
      />
      {failure && (
        <Note tone="bad" role="alert">
          {failureText(failure)}
        </Note>
      )}
      {tooMany && <Note tone="bad">{t('tooManyToApprove', { most: mostSeen })}</Note>}
      {action && (
        <PreviewList preview={preview} busy={busy} total={selected} tags={tags} onMore={() => void more()} />
      )}
    </Dialog>
  )
}
