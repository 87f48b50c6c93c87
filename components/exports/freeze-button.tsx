'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { Recipe } from '@/lib/exports/schema'
import { FreezeDialog } from './freeze-dialog'

/** Keeps what an export would give as a version, under the same gate. */
export function FreezeButton({
  datasetId,
  recipe,
  ready,
}: {
  datasetId: string
  recipe: Recipe
  ready: boolean
}) {
  const t = useTranslations('versions.freeze')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        aria-disabled={!ready}
        aria-describedby="check-summary"
        onClick={() => {
          if (ready) setOpen(true)
        }}
      >
        {t('open')}
      </Button>
      {open && <FreezeDialog datasetId={datasetId} recipe={recipe} onClose={() => setOpen(false)} />}
    </>
  )
}
