import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { writeView } from '@/lib/balance/view'
import type { ExportCheck, Recipe } from '@/lib/exports/schema'

/** The balance plan of a recipe, and the ways to change it or to do without. */
export function BalanceNote({
  datasetId,
  recipe: { balance, status, seed, q = '' },
  check,
  onChange,
}: {
  datasetId: string
  recipe: Recipe
  check: ExportCheck | null
  onChange: (part: Partial<Recipe>) => void
}) {
  const t = useTranslations('exports.balance')
  if (!balance) return null
  const { mode, by, maxCopies: copies, keep, leaveOut } = balance
  const address = writeView({ mode, by, status, group: null, seed, copies, keep, leaveOut, q }, 'approved')
  const missed = check?.balance?.rows.filter(({ blockedBy }) => blockedBy !== null).length ?? 0
  return (
    <div className="grid gap-1.5 rounded-md bg-sunken px-3 py-2.5 text-xs">
      <b className="font-[550]">{t('title')}</b>
      {check?.balance && (
        <p className="text-ink-2">
          {t('summary', { leftOut: check.balance.leftOut, repeats: check.balance.repeats })}
        </p>
      )}
      {missed > 0 && <p className="text-warn">{t('missed', { count: missed })}</p>}
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Link href={`/datasets/${datasetId}/balance${address}`} className="underline underline-offset-2">
          {t('change')}
        </Link>
        <Button size="sm" onClick={() => onChange({ balance: null })}>
          {t('remove')}
        </Button>
      </p>
    </div>
  )
}
