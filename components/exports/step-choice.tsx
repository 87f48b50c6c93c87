import { useTranslations } from 'next-intl'
import { Checkbox } from '@/components/ui/checkbox'
import type { RecipeStep } from '@/lib/exports/schema'
import { stepKey } from './problem-text'

/** A step that changes lines on their way out, with how many. */
export function StepChoice({
  step,
  lines,
  checked,
  onChange,
}: {
  step: RecipeStep
  lines: number
  checked: boolean
  onChange: () => void
}) {
  const t = useTranslations('exports.steps')
  return (
    <Checkbox
      checked={checked}
      onChange={onChange}
      label={t(`${stepKey(step)}.label`, { lines })}
      hint={t(`${stepKey(step)}.hint`)}
    />
  )
}
