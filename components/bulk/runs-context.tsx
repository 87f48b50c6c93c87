'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useFailureText } from '@/components/ui/failure-text'
import { useToast } from '@/components/ui/toast'
import { useLive } from '@/components/workspace/outbox-context'
import { cancelBulk, listBulkRuns } from '@/lib/bulk/client'
import type { BulkRunRow } from '@/lib/bulk/schema'
import { turnedRun } from '@/lib/bulk/undoable'
import { isRunning } from '@/lib/bulk/words'
import { call, newOperationId } from '@/lib/result/call'
import { useRunLabel, useRunOutcome } from './run-label'
import { RunStrip } from './run-strip'

const mostShown = 3

type Ended = (run: BulkRunRow, isMine: boolean) => void
type Runs = {
  /** Under way, whoever started them and wherever; the one that works first. */
  running: BulkRunRow[]
  /** One's own that ended since the page came, until they are put away. */
  ended: BulkRunRow[]
  look: () => void
  putAway: (id: string) => void
  /** Whether this person may cancel it and take it back. */
  mayTurn: (run: BulkRunRow) => boolean
  /** Whether what it did still stands. */
  stands: (run: BulkRunRow) => boolean
  cancel: (run: BulkRunRow) => Promise<void>
  turn: (run: BulkRunRow) => Promise<void>
  /** The step of the undo stack that takes a run back: from then on `turn` is that step. */
  remember: (id: string, takeBack: () => void) => void
  onEnded: (listener: Ended) => () => void
}

const RunsContext = createContext<Runs | null>(null)

/** Bulk runs of the dataset that the page is about, for all of its pages. */
export function RunsProvider({
  datasetId,
  userId,
  isLead,
  children,
}: {
  datasetId: string
  userId: string
  isLead: boolean
  children: ReactNode
}) {
  const t = useTranslations('bulk')
  const client = useQueryClient()
  const router = useRouter()
  const toast = useToast()
  const failureText = useFailureText()
  const label = useRunLabel()
  const outcome = useRunOutcome()
  const inWorkspace = usePathname() === `/datasets/${datasetId}`
  const [away, setAway] = useState<ReadonlySet<string>>(new Set())
  const takeBack = useRef(new Map<string, () => void>())
  const listeners = useRef(new Set<Ended>())
  const { data } = useQuery({
    queryKey: ['bulk-runs', datasetId],
    queryFn: async ({ signal }) => {
      const answer = await listBulkRuns(datasetId, signal)
      return answer.ok ? answer.value.runs : null
    },
    placeholderData: (before) => before,
  })
  const look = useCallback(
    () => void client.invalidateQueries({ queryKey: ['bulk-runs', datasetId] }),
    [client, datasetId],
  )
  useLive(['bulk'], datasetId, look)

  const turn = useCallback(
    async (run: BulkRunRow) => {
      const remembered = takeBack.current.get(run.id)
      if (remembered) return remembered()
      const { undo, redo } = turnedRun(datasetId, run.rootId)
      const { method, path, body } = run.takesBack ? redo : undo
      const answer = await call(method, path, { ...body, operationId: newOperationId() })
      if (!answer.ok) toast({ text: failureText(answer.error), tone: 'bad' })
      look()
    },
    [datasetId, failureText, look, toast],
  )
  const cancel = useCallback(
    async (run: BulkRunRow) => {
      const answer = await cancelBulk(datasetId, run.id, newOperationId())
      if (!answer.ok && answer.error.reason !== 'bulkOver')
        toast({ text: failureText(answer.error), tone: 'bad' })
      look()
    },
    [datasetId, failureText, look, toast],
  )

  const known = useRef<ReadonlyMap<string, boolean> | null>(null)
  const endedBefore = useRef<ReadonlySet<string>>(new Set())
  // outside system: what the server tells of runs; whatever is on screen is read again when one has ended
  useEffect(() => {
    if (!data) return
    const before = known.current
    known.current = new Map(data.map((run) => [run.id, isRunning(run.state)]))
    if (!before) {
      endedBefore.current = new Set(data.filter(({ state }) => !isRunning(state)).map(({ id }) => id))
      return
    }
    const over = data.filter((run) => !isRunning(run.state) && before.get(run.id) !== false)
    if (over.length === 0) return
    // a list keeps its rows where they are, and is asked by itself
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'examples' })
    router.refresh()
    for (const run of over) {
      const isMine = run.userId === userId
      for (const listener of listeners.current) listener(run, isMine)
      if (!isMine || inWorkspace) continue
      const action = { label: t(run.takesBack ? 'run.redo' : 'run.undo'), onAction: () => void turn(run) }
      toast({ text: `${label(run)}: ${outcome(run)}`, ...(run.changed > 0 ? { action } : {}) })
    }
  }, [data, client, router, userId, inWorkspace, t, toast, label, outcome, turn])

  const value = useMemo((): Runs => {
    const runs = data ?? []
    const isNews = (run: BulkRunRow) =>
      !isRunning(run.state) && run.userId === userId && !endedBefore.current.has(run.id) && !away.has(run.id)
    return {
      running: runs.filter((run) => isRunning(run.state)).toReversed(),
      ended: runs.filter(isNews).slice(0, mostShown),
      look,
      putAway: (id) => setAway((now) => new Set(now).add(id)),
      mayTurn: (run) => run.userId === userId || isLead,
      stands: (run) => !runs.some(({ undoOf }) => undoOf === run.id),
      cancel,
      turn,
      remember: (id, action) => takeBack.current.set(id, action),
      onEnded: (listener) => {
        listeners.current.add(listener)
        return () => listeners.current.delete(listener)
      },
    }
  }, [data, away, userId, isLead, look, cancel, turn])
  return <RunsContext value={value}>{children}</RunsContext>
}

export function useRuns(): Runs {
  const runs = useContext(RunsContext)
  if (!runs) throw new Error('no RunsProvider above')
  return runs
}

/** Calls `listener` (which must be stable) whenever a run has ended. */
export function useRunEnded(listener: Ended): void {
  const { onEnded } = useRuns()
  // outside system: the runs of the server
  useEffect(() => onEnded(listener), [onEnded, listener])
}

/** A run that is under way, on every page of its dataset; nothing else. */
export function RunsStrip() {
  const { running, mayTurn, cancel } = useRuns()
  const [run] = running
  if (!run) return null
  return (
    <RunStrip
      run={run}
      waiting={running.length - 1}
      onCancel={mayTurn(run) ? () => void cancel(run) : null}
    />
  )
}
