'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { createContext, type ReactNode, use, useMemo } from 'react'
import { useRuns } from '@/components/bulk/runs-context'
import { useFailureText } from '@/components/ui/failure-text'
import { useToast } from '@/components/ui/toast'
import { useUndo } from '@/components/workspace/undo-context'
import { turnedRun } from '@/lib/bulk/undoable'
import { keepOne, setApart } from '@/lib/duplicates/client'
import type { ApartRequest, KeepRequest } from '@/lib/duplicates/schema'
import { toldApart } from '@/lib/duplicates/undoable'
import { newOperationId } from '@/lib/result/call'
import type { Tag } from '@/lib/tags/schema'

type Room = {
  datasetId: string
  mayDecide: boolean
  tags: ReadonlyMap<string, Tag>
  /** Excludes all but the kept ones: a bulk run, which the page shows as it shows any. */
  keep: (clusters: KeepRequest['clusters'], count: number) => Promise<boolean>
  /** Says that these are no duplicates. */
  apart: (sets: ApartRequest['sets'], label: string) => Promise<boolean>
  refresh: () => void
}
const RoomContext = createContext<Room | null>(null)

export function useDuplicatesRoom(): Room {
  const room = use(RoomContext)
  if (!room) throw new Error('useDuplicatesRoom outside DuplicatesRoom')
  return room
}

export function DuplicatesRoom({
  datasetId,
  mayDecide,
  tags,
  children,
}: Pick<Room, 'datasetId' | 'mayDecide' | 'tags'> & { children: ReactNode }) {
  const t = useTranslations('duplicates')
  const queries = useQueryClient()
  const toast = useToast()
  const failureText = useFailureText()
  const runs = useRuns()
  const { remember } = useUndo()
  const room = useMemo<Room>(() => {
    const refresh = () => void queries.invalidateQueries({ queryKey: ['duplicates', datasetId] })
    return {
      datasetId,
      mayDecide,
      tags,
      refresh,
      async keep(clusters, count) {
        const answer = await keepOne(datasetId, { operationId: newOperationId(), clusters })
        if (!answer.ok) {
          toast({ text: failureText(answer.error), tone: 'bad' })
          return false
        }
        runs.look()
        const label = t('undo.kept', { count })
        const { action } = await remember(datasetId, { ...turnedRun(datasetId, answer.value.id), label })
        if (action) runs.remember(answer.value.id, action.onAction)
        return true
      },
      async apart(sets, label) {
        const answer = await setApart(datasetId, { operationId: newOperationId(), sets, apart: true })
        refresh()
        if (!answer.ok) {
          toast({ text: failureText(answer.error), tone: 'bad' })
          return false
        }
        const { action } = await remember(datasetId, { ...toldApart(datasetId, sets), label })
        toast({ text: label, action })
        return true
      },
    }
  }, [datasetId, mayDecide, tags, queries, toast, failureText, runs, remember, t])
  return <RoomContext value={room}>{children}</RoomContext>
}
