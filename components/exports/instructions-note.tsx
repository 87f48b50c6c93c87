import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { ExportCheck, Recipe } from '@/lib/exports/schema'

const keyOf = {
  'as-stored': 'asStored',
  none: 'none',
  one: 'one',
  'per-tag': 'perTag',
  'before-user': 'beforeUser',
} as const

/** What a recipe does to instructions, with how many lines it changes, and the way back. */
export function InstructionsNote({
  recipe: { instructions },
  check,
  onChange,
}: {
  recipe: Recipe
  check: ExportCheck | null
  onChange: (part: Partial<Recipe>) => void
}) {
  const t = useTranslations('exports.instructions')
  if (instructions.policy === 'as-stored') return null
  return (
    <div className="grid gap-1.5 rounded-md bg-sunken px-3 py-2.5 text-xs">
      <b className="font-[550]">{t('title')}</b>
      <p className="text-ink-2">
        {t(`policies.${keyOf[instructions.policy]}`)}
        {check && check.instructed !== null && `: ${t('lines', { lines: check.instructed })}`}
      </p>
      {'text' in instructions && <p className="line-clamp-2 text-ink-3">{instructions.text}</p>}
      <Button
        size="sm"
        className="justify-self-start"
        onClick={() => onChange({ instructions: { policy: 'as-stored' } })}
      >
        {t('reset')}
      </Button>
    </div>
  )
}
