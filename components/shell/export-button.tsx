'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import type { DatasetDetail } from '@/lib/datasets/schema'
import { countExamples } from '@/lib/examples/client'

/** The way out, with the number that would go; it follows what reviewers do, under the key of the footer's progress. */
export function ExportButton({ dataset }: { dataset: DatasetDetail }) {
  const t = useTranslations('shell')
  const stored = { approved: dataset.byStatus.approved, total: dataset.examples }
  const { data } = useQuery({
    queryKey: ['progress', dataset.id],
    queryFn: async () => {
      const answer = await countExamples(dataset.id, 'status:approved')
      return answer.ok ? { approved: answer.value.count, total: answer.value.total } : null
    },
    initialData: stored,
    staleTime: 60_000,
  })
  const { approved } = data ?? stored
  return (
    <ButtonLink
      href={`/datasets/${dataset.id}/exports?new`}
      variant={approved > 0 ? 'primary' : 'default'}
      className="hidden! sm:inline-flex!"
    >
      {t('export', { approved })}
    </ButtonLink>
  )
}
