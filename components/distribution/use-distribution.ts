'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useOutbox, useOutboxEvents } from '@/components/workspace/outbox-context'
import { fetchDistribution } from '@/lib/distribution/client'
import { allSaved, noChanges, type OwnChanges, withChange, withOwn } from '@/lib/distribution/own-changes'
import type { Distribution, DistributionBy } from '@/lib/distribution/schema'
import type { OutboxEvent } from '@/lib/outbox/outbox'

const burstMs = 80

/**
 * The counts of all examples or of what a filter finds. My own changes are in the counts of all at once, whatever the
 * network does; which of them a filter finds, only the server knows.
 */
export function useDistribution(
  datasetId: string,
  request: { by: DistributionBy; q: string },
): Distribution | null {
  const client = useQueryClient()
  const outbox = useOutbox()
  const [own, setOwn] = useState(noChanges)
  const latest = useRef<OwnChanges>(own)
  const owed = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const change = useCallback((next: OwnChanges) => {
    latest.current = next
    setOwn(next)
  }, [])
  const { data } = useQuery({
    queryKey: ['distribution', datasetId, request.by, request.q],
    queryFn: async ({ signal }) => {
      const counted = latest.current.saved
      const answer = await fetchDistribution(datasetId, request, signal)
      return answer.ok ? { counted, distribution: answer.value } : null
    },
    placeholderData: (before) => before,
  })
  const hear = useCallback(
    (event: OutboxEvent) => {
      if (event.type === 'own-change' && event.datasetId === datasetId)
        return change(withChange(latest.current, event))
      const allThere = event.type === 'state' && event.state.word === 'saved'
      const saved = allThere && (owed.current || latest.current.saved < latest.current.latest)
      if (allThere) change(allSaved(latest.current))
      const own = event.type === 'acknowledged' && event.datasetId === datasetId
      const others =
        event.type === 'live-event' &&
        event.event.type !== 'access' &&
        event.event.type !== 'presence' &&
        event.event.datasetId === datasetId
      if (!own && !others && !saved && event.type !== 'live-open') return
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        // counts asked for now might hold what is on its way or might not: asked again when it has arrived
        const word = outbox?.state.word
        owed.current = word === 'saving' || word === 'offline' || word === 'failing'
        if (!owed.current) void client.invalidateQueries({ queryKey: ['distribution', datasetId] })
      }, burstMs)
    },
    [client, outbox, datasetId, change],
  )
  useOutboxEvents(hear)
  // outside system: the timer ends with the chart
  useEffect(() => () => clearTimeout(timer.current), [])
  return useMemo(() => {
    if (!data) return null
    return request.q === '' ? withOwn(data.distribution, data.counted, own) : data.distribution
  }, [data, own, request.q])
}
