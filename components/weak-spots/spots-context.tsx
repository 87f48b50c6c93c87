'use client'

import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useMemo } from 'react'
import { useFailureText } from '@/components/ui/failure-text'
import { useToast } from '@/components/ui/toast'
import { useUndo } from '@/components/workspace/undo-context'
import type { Undoable } from '@/lib/outbox/schema'
import type { Result } from '@/lib/result/schema'
import type { WeakSpotRow } from '@/lib/weak-spots/schema'

type Room = {
  datasetId: string
  mayManage: boolean
  mayWrite: boolean
  /** What a model proposes against one. */
  proposals: (spot: WeakSpotRow) => ReactNode
  refresh: () => void
  /** Does it, has the page fetched again and says what failed; `step` takes it back. */
  act: <T>(
    call: () => Promise<Result<T>>,
    more?: { step?: (value: T) => Undoable; done?: (value: T) => string },
  ) => Promise<T | null>
}

const RoomContext = createContext<Room | null>(null)

export function useSpots(): Room {
  const room = use(RoomContext)
  if (!room) throw new Error('useSpots outside SpotsRoom')
  return room
}

export function SpotsRoom({
  datasetId,
  mayManage,
  mayWrite,
  proposals,
  children,
}: {
  datasetId: string
  mayManage: boolean
  mayWrite: boolean
  proposals: Room['proposals']
  children: ReactNode
}) {
  const queries = useQueryClient()
  const failureText = useFailureText()
  const toast = useToast()
  const { remember } = useUndo()
  const room = useMemo<Room>(() => {
    const refresh = () => void queries.invalidateQueries({ queryKey: ['weak-spots', datasetId] })
    const act: Room['act'] = async (call, { step, done } = {}) => {
      const answer = await call()
      refresh()
      if (!answer.ok) {
        toast({ text: failureText(answer.error), tone: 'bad' })
        return null
      }
      const { action } = step ? await remember(datasetId, step(answer.value)) : {}
      if (done) toast({ text: done(answer.value), action })
      return answer.value
    }
    return { datasetId, mayManage, mayWrite, proposals, refresh, act }
  }, [datasetId, mayManage, mayWrite, proposals, queries, failureText, toast, remember])
  return <RoomContext value={room}>{children}</RoomContext>
}
