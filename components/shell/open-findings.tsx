'use client'

import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'next-intl'
import { fetchFindingsSummary } from '@/lib/checks/client'

/** How many findings are open, beside the name of their page; as new as a minute, or as that page itself. */
export function OpenFindings({ datasetId }: { datasetId: string }) {
  const t = useTranslations('shell')
  const format = useFormatter()
  const { data: count = 0 } = useQuery({
    queryKey: ['findings', datasetId, 'count'],
    queryFn: async ({ signal }) => {
      const answer = await fetchFindingsSummary(datasetId, {}, signal)
      if (!answer.ok) return 0
      return answer.value.checks.reduce((sum, { open }) => sum + open.info + open.warning + open.error, 0)
    },
    staleTime: 60_000,
  })
  if (count === 0) return null
  return (
    <span className="ml-1.5 text-warn text-2xs">
      <span aria-hidden="true">{format.number(count, { notation: 'compact' })}</span>
      <span className="sr-only">{t('openFindings', { count })}</span>
    </span>
  )
}
