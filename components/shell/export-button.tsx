'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { fetchDataset } from '@/lib/datasets/client'
import type { DatasetDetail } from '@/lib/datasets/schema'

/** The way out, with the number that would go. */
export function ExportButton({ dataset }: { dataset: DatasetDetail }) {
  const t = useTranslations('shell')
  const { data } = useQuery({
    queryKey: ['dataset', dataset.id],
    queryFn: async ({ signal }) => {
      const result = await fetchDataset(dataset.id, signal)
      if (!result.ok) throw new Error(result.error.reason)
      return result.value
    },
    initialData: dataset,
  })
  const approved = data.byStatus.approved
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
