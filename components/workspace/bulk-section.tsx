'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { BulkBar } from '@/components/bulk/bulk-bar'
import { RunLine } from '@/components/bulk/run-line'
import { useRuns } from '@/components/bulk/runs-context'
import { useShortcuts } from '@/components/ui/shortcuts'
import { useToast } from '@/components/ui/toast'
import { useLazy } from '@/components/ui/use-lazy'
import { warmLater } from '@/components/ui/warm-up'
import type { DatasetRole } from '@/lib/auth/schema'
import { type BulkKind, bulkKinds } from '@/lib/bulk/draft'
import type { BulkAction, BulkRunRow } from '@/lib/bulk/schema'
import { countOf } from '@/lib/bulk/selection'
import { trashedExamples } from '@/lib/bulk/undoable'
import type { TagGroup } from '@/lib/tags/schema'
import { useUndo } from './undo-context'
import { useBulkStarted } from './use-bulk-started'
import type { Selecting } from './use-selection'

const loadDialog = warmLater(() =>
  import('@/components/bulk/bulk-dialog').then((module) => module.BulkDialog),
)
const loadPairs = warmLater(() =>
  import('@/components/bulk/pairs-dialog').then((module) => module.PairsDialog),
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
  const { remember } = useUndo()
  const toast = useToast()
  const [kind, setKind] = useState<BulkKind | null>(null)
  const [pairing, setPairing] = useState(false)
  const [detailed, setDetailed] = useState<BulkRunRow | null>(null)
  const BulkDialog = useLazy(loadDialog, kind !== null, () => setKind(null))
  const PairsDialog = useLazy(loadPairs, pairing, () => setPairing(false))
  const RunDetails = useLazy(loadDetails, detailed !== null, () => setDetailed(null))
  const { selection } = selecting

  const started = (runId: string, action: BulkAction, count: number) => {
    setKind(null)
    selecting.none()
    remembered(runId, action, count)
  }
  const has = countOf(selection) > 0
  const pairsMade = async (numbers: number[]) => {
    setPairing(false)
    if (numbers.length === 0) return
    const label = t('pairs.made', { count: numbers.length })
    const { action } = await remember(datasetId, { ...trashedExamples(datasetId, numbers), label })
    toast({ text: label, action })
  }
  const acts = bulkKinds.map((k) => [`bulk.${k}`, () => setKind(k)])
  useShortcuts(has ? { ...Object.fromEntries(acts), 'bulk.pairs': () => setPairing(true) } : {})
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
        onPairs={() => setPairing(true)}
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
      {pairing && has && PairsDialog && (
        <PairsDialog
          datasetId={datasetId}
          selection={selection}
          onClose={() => setPairing(false)}
          onMade={(numbers) => void pairsMade(numbers)}
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
