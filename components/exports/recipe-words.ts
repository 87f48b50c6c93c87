import { useFormatter, useTranslations } from 'next-intl'
import type { Recipe } from '@/lib/exports/schema'

/** What a recipe asks for, in few words: of an export and of a version. */
export function useRecipeWords(recipe: Recipe): string {
  const t = useTranslations('exports')
  const format = useFormatter()
  const share = format.number(recipe.trainShare, { style: 'percent', maximumFractionDigits: 1 })
  const parts = [
    t(`headline.${recipe.status}`),
    t('line.share', { share }),
    t('line.seed', { seed: String(recipe.seed) }),
    ...(recipe.balance ? [t('line.balance')] : []),
    ...(recipe.instructions.policy === 'as-stored' ? [] : [t('line.instructions')]),
    ...(recipe.steps.length > 0 ? [t('line.steps', { steps: recipe.steps.join(', ') })] : []),
    ...(recipe.findings === 'off' ? [] : [t('line.findings')]),
    ...(recipe.q ? [t('line.filter', { q: recipe.q })] : []),
  ]
  return parts.join(' · ')
}
