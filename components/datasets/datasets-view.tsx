'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Page } from '@/components/ui/page'
import { Segmented } from '@/components/ui/segmented'
import { fetchDatasets } from '@/lib/datasets/client'
import { type DatasetRow as Dataset, type DatasetState, datasetStates } from '@/lib/datasets/schema'
import { CreateDialog } from './create-dialog'
import { DatasetRow } from './dataset-row'
import { FirstSteps } from './first-steps'
import { RenameDialog } from './rename-dialog'

export function DatasetsView({ initial, mayCreate }: { initial: Dataset[]; mayCreate: boolean }) {
  const t = useTranslations('datasets')
  const [creating, setCreating] = useState(false)
  const [renaming, setRenaming] = useState<Dataset | null>(null)
  const [chosen, setChosen] = useState<DatasetState>('active')
  const { data: datasets } = useQuery({
    queryKey: ['datasets'],
    queryFn: async ({ signal }) => {
      const result = await fetchDatasets(signal)
      if (!result.ok) throw new Error(result.error.reason)
      return result.value.datasets
    },
    initialData: initial,
  })

  const countOf = (state: DatasetState) => datasets.filter((dataset) => dataset.state === state).length
  const states = datasetStates.filter((state) => state === 'active' || countOf(state) > 0)
  const shown = states.includes(chosen) ? chosen : 'active'
  const rows = datasets.filter((dataset) => dataset.state === shown)

  return (
    <Page
      title={t('title')}
      actions={
        mayCreate &&
        datasets.length > 0 && (
          <Button variant="primary" onClick={() => setCreating(true)}>
            {t('create.open')}
          </Button>
        )
      }
    >
      {states.length > 1 && (
        <Segmented
          label={t('show')}
          value={shown}
          options={states.map((value) => ({ value, label: t(`states.${value}`, { count: countOf(value) }) }))}
          onChange={setChosen}
          className="justify-self-start"
        />
      )}
      {rows.length > 0 && (
        <ul className="-mx-3 border-line border-t">
          {rows.map((dataset) => (
            <DatasetRow key={dataset.id} dataset={dataset} onRename={() => setRenaming(dataset)} />
          ))}
        </ul>
      )}
      {rows.length === 0 && <FirstSteps mayCreate={mayCreate} onCreate={() => setCreating(true)} />}
      <CreateDialog open={creating} onOpenChange={setCreating} />
      {renaming && <RenameDialog dataset={renaming} onClose={() => setRenaming(null)} />}
    </Page>
  )
}
