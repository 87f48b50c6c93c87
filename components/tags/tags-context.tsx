'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { createContext, type ReactNode, use, useMemo } from 'react'
import { useFailureText } from '@/components/ui/failure-text'
import { useToast } from '@/components/ui/toast'
import { useUndo } from '@/components/workspace/undo-context'
import type { Undoable } from '@/lib/outbox/schema'
import type { Failure, Result } from '@/lib/result/schema'
import type { Tag, TagGroup } from '@/lib/tags/schema'
import { changedTag } from '@/lib/tags/undoable'
import { deletedQuery, groupsQuery, sharesQuery } from './tag-queries'

type TagsRoom = {
  datasetId: string
  mayChange: boolean
  /** The undo step of a change of a tag that stands at that place of its group. */
  changeStep: (tag: Tag, change: Parameters<typeof changedTag>[3], place: number) => Undoable | null
  /** Does it, has the tags fetched again, and says what failed unless `onFailure` does. */
  act: <T>(call: () => Promise<Result<T>>, more: Act<T>) => Promise<boolean>
}
type Act<T> = {
  /** The list as it will be, shown at once. */
  ahead?: (groups: TagGroup[]) => TagGroup[]
  /** What takes it back and brings it again, for undo; null where nothing changed. */
  step: (value: T) => Undoable | null
  /** What is said of it, beside the offer to take it back. */
  done?: (value: T) => string
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
  const label = useTranslations('undo')
  const { remember } = useUndo()

  const room = useMemo<TagsRoom>(() => {
    const groups = groupsQuery(datasetId)
    async function act<T>(call: () => Promise<Result<T>>, { ahead, step, done, onFailure }: Act<T>) {
      if (ahead) queries.setQueryData(groups.queryKey, (now) => now && ahead(now))
      const result = await call()
      for (const queryKey of [
        groups.queryKey,
        deletedQuery(datasetId).queryKey,
        sharesQuery(datasetId).queryKey,
      ])
        void queries.invalidateQueries({ queryKey })
      if (result.ok) {
        const undoable = step(result.value)
        const { action } = undoable ? await remember(datasetId, undoable) : {}
        if (done) toast({ text: done(result.value), action })
      } else if (onFailure) onFailure(failureText(result.error), result.error)
      else toast({ text: failureText(result.error), tone: 'bad' })
      return result.ok
    }
    const changeStep: TagsRoom['changeStep'] = (tag, change, place) => {
      const step = changedTag(datasetId, tag, place, change)
      const renamed = change.name !== undefined && change.name !== tag.name
      const words = renamed
        ? label('tagRenamed', { from: tag.name, to: change.name ?? '' })
        : label('tagChanged', { name: tag.name })
      return step && { ...step, label: words }
    }
    return { datasetId, mayChange, act, changeStep }
  }, [datasetId, mayChange, queries, failureText, toast, remember, label])

  return <RoomContext value={room}>{children}</RoomContext>
}
