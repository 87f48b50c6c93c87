'use client'

import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useMemo } from 'react'
import { useFailureText } from '@/components/ui/failure-text'
import { type ToastMessage, useToast } from '@/components/ui/toast'
import type { Failure, Result } from '@/lib/result/schema'
import type { TagGroup } from '@/lib/tags/schema'
import { deletedQuery, groupsQuery } from './tag-queries'

type TagsRoom = {
  datasetId: string
  mayChange: boolean
  /** Does it, has the tags fetched again, and says what failed unless `onFailure` does. */
  act: <T>(call: () => Promise<Result<T>>, more?: Act<T>) => Promise<boolean>
}
type Act<T> = {
  /** The list as it will be, shown at once. */
  ahead?: (groups: TagGroup[]) => TagGroup[]
  done?: (value: T) => ToastMessage | undefined
  onFailure?: (text: string, failure: Failure) => void
}

const RoomContext = createContext<TagsRoom | null>(null)

export function useTagsRoom(): TagsRoom {
  const room = use(RoomContext)
  if (!room) throw new Error('useTagsRoom outside TagsRoom')
  return room
}

export function TagsRoom({
  datasetId,
  mayChange,
  children,
}: {
  datasetId: string
  mayChange: boolean
  children: ReactNode
}) {
  const queries = useQueryClient()
  const failureText = useFailureText()
  const toast = useToast()

  const room = useMemo<TagsRoom>(() => {
    const groups = groupsQuery(datasetId)
    async function act<T>(call: () => Promise<Result<T>>, { ahead, done, onFailure }: Act<T> = {}) {
      if (ahead) queries.setQueryData(groups.queryKey, (now) => now && ahead(now))
      const result = await call()
      for (const queryKey of [groups.queryKey, deletedQuery(datasetId).queryKey, ['distribution', datasetId]])
        void queries.invalidateQueries({ queryKey })
      if (result.ok) {
        const message = done?.(result.value)
        if (message) toast(message)
      } else if (onFailure) onFailure(failureText(result.error), result.error)
      else toast({ text: failureText(result.error), tone: 'bad' })
      return result.ok
    }
    return { datasetId, mayChange, act }
  }, [datasetId, mayChange, queries, failureText, toast])

  return <RoomContext value={room}>{children}</RoomContext>
}
