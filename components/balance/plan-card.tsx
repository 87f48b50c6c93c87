'use client'

import clsx from 'clsx'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import { type BalancePlan, type BalanceRow, balanceModes } from '@/lib/balance/schema'
import type { BalanceView } from '@/lib/balance/view'
import type { TagGroup } from '@/lib/tags/schema'
import type { recipeOfView } from './use-plan'

const fewCopies = 3
const copyChoices = [1, 2, 3, 4, 5, 8, 10, 15, 20]

type Props = {
  datasetId: string
  groups: TagGroup[]
  plan: BalancePlan
  view: BalanceView
  recipe: ReturnType<typeof recipeOfView>
  mayExport: boolean
  onChange: (part: Partial<BalanceView>) => void
}

/** How the targets are reached, what comes of it, what else would do, and the way on. */
export function PlanCard({ datasetId, groups, plan, view, recipe, mayExport, onChange }: Props) {
  const t = useTranslations('balance.plan')
  const format = useFormatter()
  const aimed = plan.rows.filter(({ state }) => state !== 'none')
  const reached = aimed.filter(({ state }) => state === 'within').length
  const facts: [string, string, boolean?][] = [
    [
      t(plan.lines.validation > 0 ? 'threeSides' : 'sides'),
      [plan.lines.train, plan.lines.validation, plan.lines.test]
        .filter((lines, at) => at !== 1 || lines > 0)
        .map((lines) => format.number(lines))
        .join(' / '),
    ],
    [t('tokens'), format.number(plan.trainedTokens)],
    ...(plan.repeats > 0 ? ([[t('repeats'), format.number(plan.repeats)]] as [string, string][]) : []),
    ...(aimed.length > 0
      ? ([[t('reached'), t('of', { reached, all: aimed.length }), reached === aimed.length]] as [
          string,
          string,
          boolean,
        ][])
      : []),
  ]
  return (
    <aside
      aria-label={t('title')}
      className="grid content-start gap-3.5 rounded-xl border border-line bg-panel p-4.5 lg:col-start-2 lg:row-span-3 lg:row-start-1 lg:sticky lg:top-[calc(var(--header)+1rem)]"
    >
      <h2 className="font-semibold text-sm">{t('title')}</h2>
      <Segmented
        label={t('mode')}
        className="justify-self-start"
        value={view.mode}
        options={balanceModes.map((mode) => ({ value: mode, label: t(`modes.${mode}`) }))}
        onChange={(mode) => onChange({ mode })}
      />
      <p role="status" className="text-ink-2">
        <b className="font-semibold text-2xl text-ink tracking-tight">{format.number(plan.out)}</b>{' '}
        {t('goOut', { total: plan.total })}
      </p>
      <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1.5 text-ink-2">
        {facts.map(([name, value, good]) => (
          <div key={name} className="contents">
            <dt>{name}</dt>
            <dd
              className={clsx(
                'text-right font-[550]',
                good === undefined ? 'text-ink' : good ? 'text-good' : 'text-warn',
              )}
            >
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <div className="grid grid-cols-2 gap-3">
        {(view.mode === 'up' || view.mode === 'mix') && (
          <Field label={t('copies')}>
            <Select
              className="w-full"
              value={view.copies}
              onChange={(event) => onChange({ copies: Number(event.target.value) })}
            >
              {[...new Set([...copyChoices, view.copies])]
                .sort((a, b) => a - b)
                .map((copies) => (
                  <option key={copies} value={copies}>
                    {t('times', { copies })}
                  </option>
                ))}
            </Select>
          </Field>
        )}
        <Field label={t('seed')}>
          <Input
            type="number"
            min={0}
            max={2_147_483_647}
            key={recipe.seed}
            defaultValue={recipe.seed}
            onBlur={(event) => {
              const seed = event.target.valueAsNumber
              if (Number.isInteger(seed) && seed >= 0) onChange({ seed })
            }}
            onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          />
        </Field>
      </div>
      <Advice plan={plan} groups={groups} />
      {plan.write > 0 && <p className="text-warn text-xs">{t('onceWritten', { count: plan.write })}</p>}
      {mayExport ? (
        <ButtonLink
          variant="primary"
          className="justify-center"
          href={`/datasets/${datasetId}/exports?${exportParams(recipe)}`}
        >
          {t(view.mode === 'write' ? 'asIs' : 'use', { count: plan.out })}
        </ButtonLink>
      ) : (
        <p className="text-ink-3 text-xs">{t('leadsExport')}</p>
      )}
      <Link
        href={`/datasets/${datasetId}/balance/cost`}
        className="justify-self-start text-ink-2 underline underline-offset-2 hover:text-ink"
      >
        {t('cost')}
      </Link>
      <p className="text-ink-3 text-xs">{t('recipe')}</p>
    </aside>
  )
}

const exportParams = ({ balance, status, q, seed }: Props['recipe']): string =>
  String(
    new URLSearchParams({
      balance: JSON.stringify(balance),
      status,
      seed: String(seed),
      ...(q ? { q } : {}),
    }),
  )

/** The other ways, with their arithmetic. */
function Advice({ plan, groups }: { plan: BalancePlan; groups: TagGroup[] }) {
  const t = useTranslations('balance.advice')
  const { leaveOut, write, copies } = plan.advice
  const names = new Map(groups.flatMap(({ tags }) => tags).map(({ id, name }) => [id, name]))
  if (plan.rows.every(({ state }) => state === 'none')) return null
  if (leaveOut === 0 && write === 0)
    return <p className="rounded-md bg-sunken px-2.5 py-2 text-xs">{t('met')}</p>
  const sentences = [
    plan.mode !== 'down' && (leaveOut === null ? t('noLeaveOut') : t('leaveOut', { count: leaveOut })),
    plan.mode !== 'write' && write !== null && t('write', { count: write }),
    plan.mode !== 'up' &&
      copies !== null &&
      t(copies > fewCopies ? 'repeatMuch' : 'repeat', { copies, few: fewCopies }),
  ].filter((sentence) => sentence !== false)
  const scarce = limitOf(plan)
  const missed = plan.rows.filter(({ blockedBy }) => blockedBy !== null)
  return (
    <ul className="grid gap-1 rounded-md bg-sunken px-2.5 py-2 text-ink-2 text-xs">
      {missed.map((row) => (
        <li key={row.tagId} className="text-warn">
          {t(row.blockedBy !== row.tagId ? 'missed' : row.state === 'over' ? 'missedBeside' : 'missedAlone', {
            tag: names.get(row.tagId ?? '') ?? '',
            blocker: names.get(row.blockedBy ?? '') ?? '',
          })}
        </li>
      ))}
      {scarce && (
        <li className="text-warn">
          {t('limit', { tag: names.get(scarce.tagId ?? '') ?? '', count: scarce.before, out: plan.out })}
        </li>
      )}
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}

/** The tag that an exhaustive plan runs out of: all of it stays, and it is still at the least of its target. */
const limitOf = ({ mode, by, rows, leftOut, total, after }: BalancePlan): BalanceRow | undefined =>
  mode === 'down' && by === 'examples' && leftOut * 2 > total
    ? rows.find(
        ({ min, leaveOut, before, after: own }) =>
          min && before > 0 && leaveOut === 0 && own <= min * after + 1,
      )
    : undefined
