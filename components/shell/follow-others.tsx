'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useLive } from '@/components/workspace/outbox-context'

/** Keeps every page true: what others change is fetched again where it is on screen. */
export function FollowOthers({ datasetId }: { datasetId: string | null }) {
  const router = useRouter()
  const queries = useQueryClient()
  const again = (...keys: string[]) => {
    for (const key of keys) void queries.invalidateQueries({ queryKey: [key] })
  }
  // not after a time without the stream: a server of a newer build would answer by loading the page anew
  useLive(datasetId ? ['tags', 'dataset', 'access'] : ['access'], datasetId, () => router.refresh(), false)
  useLive(['tags', 'example', 'examples'], datasetId, () => again('tags', 'deleted-tags', 'shares'))
  useLive(['dataset', 'example', 'examples', 'access'], null, () => again('datasets', 'people'))
  useLive(['import'], datasetId, () => again('imports'))
  useLive(['export'], datasetId, () => again('exports'))
  return null
}
