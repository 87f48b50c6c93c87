'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { BulkBar } from '@/components/bulk/bulk-bar'
import { RunLine } from '@/components/bulk/run-line'
import { useRuns } from '@/components/bulk/runs-context'
import { useShortcuts } from '@/components/ui/shortcuts'
import { useLazy } from '@/components/ui/use-lazy'
import { warmLater } from '@/components/ui/warm-up'
import type { DatasetRole } from '@/lib/auth/schema'
import { type BulkKind, bulkKinds } from '@/lib/bulk/draft'
import type { BulkAction, BulkRunRow } from '@/lib/bulk/schema'
import { countOf } from '@/lib/bulk/selection'
import type { TagGroup } from '@/lib/tags/schema'
import { useBulkStarted } from './use-bulk-started'
import type { Selecting } from './use-selection'

const loadDialog = warmLater(() =>
  import('@/components/bulk/bulk-dialog').then((module) => module.BulkDialog),
)
const loadDetails = warmLater(() =>
  import('@/components/bulk/run-details').then((module) => module.RunDetails),
)

/** Under the list: how one's runs ended, and what can be done with what is selected. */
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
  const runs = useRuns()
  const remembered = useBulkStarted(datasetId, groups)
  const [kind, setKind] = useState<BulkKind | null>(null)
  const [detailed, setDetailed] = useState<BulkRunRow | null>(null)
  const BulkDialog = useLazy(loadDialog, kind !== null, () => setKind(null))
  const RunDetails = useLazy(loadDetails, detailed !== null, () => setDetailed(null))
  const { selection } = selecting

  const started = (runId: string, action: BulkAction, count: number) => {
    setKind(null)
    selecting.none()
    remembered(runId, action, count)
  }
  const has = countOf(selection) > 0
  useShortcuts(has ? Object.fromEntries(bulkKinds.map((k) => [`bulk.${k}`, () => setKind(k)])) : {})
  return (
    <>
      {runs.ended.length > 0 && (
        <ul
          aria-label={t('run.endedList')}
          className="grid divide-y divide-line border-line border-t bg-panel"
        >
          {runs.ended.map((run) => (
            <RunLine
              key={run.id}
              run={run}
              mayUndo={runs.mayTurn(run) && runs.stands(run)}
              onUndo={() => void runs.turn(run)}
              onDetails={() => setDetailed(run)}
              onPutAway={() => runs.putAway(run.id)}
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
          onStarted={started}
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
