'use client'

import { useTranslations } from 'next-intl'
import { Checkbox } from '@/components/ui/checkbox'
import { Note } from '@/components/ui/note'
import type { ExportCheck, Recipe } from '@/lib/exports/schema'

/** Says that examples keep the side they have, and offers, with its number, to draw all of them anew. */
export function SidesNote({
  split,
  recipe,
  onChange,
}: {
  split: ExportCheck['split']
  recipe: Recipe
  onChange: (part: Partial<Recipe>) => void
}) {
  const t = useTranslations('exports.sides')
  if (!recipe.reassign && !split.differs) return null
  return (
    <Note tone={recipe.reassign ? 'warn' : 'neutral'} role="status" className="grid gap-2">
      <p>{split.differs ? t('differs') : t('same')}</p>
      <Checkbox
        checked={recipe.reassign}
        onChange={(event) => onChange({ reassign: event.target.checked })}
        label={t('reassign', { count: split.wouldMove })}
        hint={t('reassignHint')}
      />
    </Note>
  )
}
