'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useRef, useState } from 'react'
import { BulkBar } from '@/components/bulk/bulk-bar'
import { RunLine } from '@/components/bulk/run-line'
import { useRuns } from '@/components/bulk/use-runs'
import { useFailureText } from '@/components/ui/failure-text'
import { useShortcuts } from '@/components/ui/shortcuts'
import { useToast } from '@/components/ui/toast'
import { useLazy } from '@/components/ui/use-lazy'
import { warmLater } from '@/components/ui/warm-up'
import type { DatasetRole } from '@/lib/auth/schema'
import { cancelBulk } from '@/lib/bulk/client'
import { type BulkKind, bulkKinds, labelOf } from '@/lib/bulk/draft'
import type { BulkAction, BulkRunRow } from '@/lib/bulk/schema'
import { countOf } from '@/lib/bulk/selection'
import { turnedRun } from '@/lib/bulk/undoable'
import { call, newOperationId } from '@/lib/result/call'
import type { TagGroup } from '@/lib/tags/schema'
import { useOutbox } from './outbox-context'
import { useUndo } from './undo-context'
import type { Selecting } from './use-selection'

const loadDialog = warmLater(() =>
  import('@/components/bulk/bulk-dialog').then((module) => module.BulkDialog),
)
const loadDetails = warmLater(() =>
  import('@/components/bulk/run-details').then((module) => module.RunDetails),
)

/** Under the list: runs under way and their ends, and what can be done with what is selected. */
export function BulkSection({
  datasetId,
  groups,
  role,
  selecting,
  matching,
  onOpen,
}: {
  datasetId: string
  groups: TagGroup[]
  role: DatasetRole
  selecting: Selecting
  matching: number | null
  onOpen: (number: number) => void
}) {
  const t = useTranslations('bulk')
  const outbox = useOutbox()
  const toast = useToast()
  const failureText = useFailureText()
  const { remember } = useUndo()
  const userId = outbox?.userId ?? null
  const { shown, look, putAway, stands } = useRuns(datasetId, userId)
  const [kind, setKind] = useState<BulkKind | null>(null)
  const [detailed, setDetailed] = useState<BulkRunRow | null>(null)
  const BulkDialog = useLazy(loadDialog, kind !== null, () => setKind(null))
  const RunDetails = useLazy(loadDetails, detailed !== null, () => setDetailed(null))
  const takeBack = useRef(new Map<string, () => void>())
  const names = useMemo(
    () => new Map(groups.flatMap((g) => g.tags).map((tag) => [tag.id, tag.name])),
    [groups],
  )
  const tagName = (id: string) => names.get(id) ?? t('goneTag')
  const { selection } = selecting
  const isMine = (run: BulkRunRow) => run.userId === userId || role === 'lead'

  const started = async (runId: string, action: BulkAction, count: number) => {
    setKind(null)
    selecting.none()
    look()
    const { key, params } = labelOf(action, tagName)
    const label = t('undoLabel', { action: t(`labels.${key}`, params), count })
    const { action: undo } = await remember(datasetId, { ...turnedRun(datasetId, runId), label })
    if (undo) takeBack.current.set(runId, undo.onAction)
  }
  const cancel = async (run: BulkRunRow) => {
    const answer = await cancelBulk(datasetId, run.id, newOperationId())
    if (!answer.ok && answer.error.reason !== 'bulkOver')
      toast({ text: failureText(answer.error), tone: 'bad' })
    look()
  }
  const turn = async (run: BulkRunRow) => {
    const remembered = takeBack.current.get(run.id)
    if (remembered) return remembered()
    const { undo, redo } = turnedRun(datasetId, run.rootId)
    const { method, path, body } = run.takesBack ? redo : undo
    const answer = await call(method, path, { ...body, operationId: newOperationId() })
    if (!answer.ok) toast({ text: failureText(answer.error), tone: 'bad' })
    look()
  }
  const has = countOf(selection) > 0
  useShortcuts(has ? Object.fromEntries(bulkKinds.map((k) => [`bulk.${k}`, () => setKind(k)])) : {})
  return (
    <>
      {shown.length > 0 && (
        <ul aria-label={t('run.list')} className="grid divide-y divide-line border-line border-t bg-panel">
          {shown.map((run) => (
            <RunLine
              key={run.id}
              run={run}
              tagName={tagName}
              mayCancel={isMine(run)}
              mayUndo={isMine(run) && stands(run)}
              onCancel={() => void cancel(run)}
              onUndo={() => void turn(run)}
              onDetails={() => setDetailed(run)}
              onPutAway={() => putAway(run.id)}
            />
          ))}
        </ul>
      )}
      <BulkBar
        selection={selection}
        matching={matching}
        onAll={selecting.all}
        onNone={selecting.none}
        onAct={setKind}
      />
      {kind && has && BulkDialog && (
        <BulkDialog
          datasetId={datasetId}
          kind={kind}
          selection={selection}
          groups={groups}
          role={role}
          onClose={() => setKind(null)}
          onStarted={(runId, action, count) => void started(runId, action, count)}
        />
      )}
      {detailed && RunDetails && (
        <RunDetails
          datasetId={datasetId}
          run={detailed}
          onOpen={(number) => {
            setDetailed(null)
            onOpen(number)
          }}
          onClose={() => setDetailed(null)}
        />
      )}
    </>
  )
}
