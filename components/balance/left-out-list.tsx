'use client'

import { X } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { useToast } from '@/components/ui/toast'
import type { BalancePlan, LeftOutRow } from '@/lib/balance/schema'
import { type BalanceView, mostInAddress } from '@/lib/balance/view'
import { fetchBalance } from '@/lib/exports/client'
import type { recipeOfView } from './use-plan'

type Props = {
  datasetId: string
  plan: BalancePlan
  view: BalanceView
  recipe: ReturnType<typeof recipeOfView>
  onChange: (part: Partial<BalanceView>) => void
}

const shownFirst = 8

/** Who goes out and why, in the order of the rule; any of them can be kept instead. */
export function LeftOutList({ datasetId, plan, view, recipe, onChange }: Props) {
  const t = useTranslations('balance.leftOut')
  const format = useFormatter()
  const failureText = useFailureText()
  const toast = useToast()
  const [open, setOpen] = useState(false)
  // what came after the first page, for the plan that it belongs to
  const [more, setMore] = useState<{ plan: BalancePlan; rows: LeftOutRow[] } | null>(null)
  const [busy, setBusy] = useState(false)
  const rows = more?.plan === plan ? [...plan.leftOutRows, ...more.rows] : plan.leftOutRows
  const shown = open ? rows : rows.slice(0, shownFirst)
  const rest = plan.leftOut - shown.length
  const isFull = view.keep.length + view.leaveOut.length >= mostInAddress

  async function showMore() {
    if (!open) return setOpen(true)
    setBusy(true)
    const answer = await fetchBalance(datasetId, recipe, rows.length)
    setBusy(false)
    if (!answer.ok) return toast({ text: failureText(answer.error), tone: 'bad' })
    setMore({ plan, rows: [...(more?.plan === plan ? more.rows : []), ...answer.value.leftOutRows] })
  }
  const keep = (row: LeftOutRow) =>
    row.why === 'asked'
      ? onChange({ leaveOut: view.leaveOut.filter((number) => number !== row.number) })
      : onChange({ keep: [...view.keep, row.number] })

  if (plan.leftOut === 0 && view.keep.length === 0) return null
  return (
    <section aria-labelledby="left-out-title" className="grid min-w-0 gap-2 lg:col-start-1">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 id="left-out-title" className="font-semibold text-sm">
          {t('title', { count: plan.leftOut })}
        </h2>
        <p className="text-ink-3 text-xs sm:ml-auto">{t('order', { seed: String(recipe.seed) })}</p>
      </div>
      {view.keep.length + view.leaveOut.length > 0 && (
        <Exceptions datasetId={datasetId} view={view} onChange={onChange} />
      )}
      <ul className="border-line border-t">
        {shown.map((row) => (
          <li
            key={row.number}
            className="grid grid-cols-[3.5rem_minmax(0,1fr)] items-center gap-x-3 gap-y-0.5 border-line border-b py-2 sm:grid-cols-[4rem_minmax(0,1fr)_auto]"
          >
            <Link
              href={`/datasets/${datasetId}?example=${row.number}`}
              className="text-ink-3 hover:underline"
            >
              #{row.number}
            </Link>
            <span className="truncate">{row.preview}</span>
            <span className="col-start-2 text-ink-3 text-xs sm:col-start-3">
              {t(`why.${row.why === 'duplicate' && row.alike < 1 ? 'alike' : row.why}`, {
                number: String(row.likeOf ?? ''),
                alike: format.number(row.alike, { maximumFractionDigits: 2 }),
              })}{' '}
              <button
                type="button"
                disabled={isFull && row.why !== 'asked'}
                onClick={() => keep(row)}
                aria-label={t('keepLabel', { number: String(row.number) })}
                className="min-h-6 rounded-sm text-ink-2 underline underline-offset-2 hover:text-ink disabled:no-underline disabled:opacity-60 pointer-coarse:min-h-10"
              >
                {t('keep')}
              </button>
            </span>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <Button size="sm" busy={busy} className="justify-self-start" onClick={() => void showMore()}>
          {t('more', { count: rest })}
        </Button>
      )}
      {isFull && <p className="text-ink-3 text-xs">{t('full', { most: mostInAddress })}</p>}
      <TakeOut key={view.leaveOut.length} view={view} disabled={isFull} onChange={onChange} />
    </section>
  )
}

function Exceptions({ datasetId, view, onChange }: Pick<Props, 'datasetId' | 'view' | 'onChange'>) {
  const t = useTranslations('balance.leftOut')
  return (
    <ul aria-label={t('exceptions')} className="flex flex-wrap gap-1.5 text-xs">
      {(['keep', 'leaveOut'] as const).flatMap((kind) =>
        view[kind].map((number) => (
          <li
            key={`${kind}${number}`}
            className="inline-flex items-center gap-1.5 rounded-sm bg-sunken px-2 py-0.5"
          >
            <Link href={`/datasets/${datasetId}?example=${number}`} className="hover:underline">
              {t(kind === 'keep' ? 'kept' : 'takenOut', { number: String(number) })}
            </Link>
            <button
              type="button"
              aria-label={t('forget', { number: String(number) })}
              onClick={() => onChange({ [kind]: view[kind].filter((other) => other !== number) })}
              className="grid size-6 place-items-center rounded-sm hover:bg-hover pointer-coarse:size-10 [&_svg]:size-3"
            >
              <X />
            </button>
          </li>
        )),
      )}
    </ul>
  )
}

/** Leaves one out by its number, whatever the order says. */
function TakeOut({
  view,
  disabled,
  onChange,
}: {
  view: BalanceView
  disabled: boolean
  onChange: Props['onChange']
}) {
  const t = useTranslations('balance.leftOut')
  const [text, setText] = useState('')
  const number = /^#?(\d{1,9})$/.exec(text.trim())?.[1]
  return (
    <form
      className="flex items-center gap-2 text-xs"
      onSubmit={(event) => {
        event.preventDefault()
        if (!number || Number(number) < 1) return
        const one = Number(number)
        onChange({
          leaveOut: [...view.leaveOut.filter((other) => other !== one), one],
          keep: view.keep.filter((other) => other !== one),
        })
      }}
    >
      <label className="flex items-center gap-2 text-ink-2">
        {t('takeOut')}
        <input
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder="#31"
          autoComplete="off"
          inputMode="numeric"
          className="h-7 w-20 rounded-[7px] border border-line-field bg-panel px-2 text-ink pointer-coarse:h-10"
        />
      </label>
      <Button size="sm" type="submit" aria-disabled={disabled || !number}>
        {t('takeOutNow')}
      </Button>
    </form>
  )
}
