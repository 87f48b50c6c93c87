'use client'

import { X } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Field } from '@/components/ui/field'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import { kinds } from '@/lib/conversations/words'
import { type ExportCheck, findingsGates, type Recipe, recipeSteps } from '@/lib/exports/schema'
import { formatOf, formatOfKind } from '@/lib/exports/words'
import { BalanceNote } from './balance-note'
import { FormatChoice } from './format-choice'
import { InstructionsNote } from './instructions-note'
import { NumberInput } from './number-input'
import type { ExportDataset, StrataChoice } from './shapes'
import { StepChoice } from './step-choice'

type Props = {
  dataset: ExportDataset
  groups: StrataChoice[]
  recipe: Recipe
  check: ExportCheck | null
  onChange: (part: Partial<Recipe>) => void
}

const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)
const largestSeed = 2_147_483_647

export function RecipeForm({ dataset, groups, recipe, check, onChange }: Props) {
  const t = useTranslations('exports.recipe')
  const kind = formatOf(recipe.format).kind
  const { excluded, ...others } = dataset.byKind[kind]
  const all = sum(Object.values(others))
  const held = kinds.filter((one) => one === kind || sum(Object.values(dataset.byKind[one])) > 0)
  const steps = recipeSteps.flatMap((step) => {
    const lines = check?.steps.find((found) => found.step === step)?.lines ?? 0
    return lines > 0 || recipe.steps.includes(step) ? [{ step, lines }] : []
  })
  const toggle = (step: (typeof recipeSteps)[number]) =>
    onChange({
      steps: recipe.steps.includes(step)
        ? recipe.steps.filter((other) => other !== step)
        : [...recipe.steps, step],
    })
  return (
    <div className="grid gap-5">
      {held.length > 1 && (
        <div className="grid justify-items-start gap-1.5">
          <span className="font-[550] text-ink-2 text-xs">{t('kind')}</span>
          <Segmented
            label={t('kind')}
            value={kind}
            options={held.map((one) => ({
              value: one,
              label: t(`kinds.${one}`, { count: sum(Object.values(dataset.byKind[one])) }),
            }))}
            onChange={(one) => onChange({ format: formatOfKind[one] })}
          />
        </div>
      )}
      <div className="grid justify-items-start gap-1.5">
        <span className="font-[550] text-ink-2 text-xs">{t('which')}</span>
        <Segmented
          label={t('which')}
          value={recipe.status}
          options={[
            { value: 'approved', label: t('approved', { count: others.approved }) },
            { value: 'all', label: t('all', { count: all }) },
          ]}
          onChange={(status) => onChange({ status })}
        />
        {recipe.q && (
          <Filter datasetId={dataset.id} q={recipe.q} onClear={() => onChange({ q: undefined })} />
        )}
      </div>
      <FormatChoice recipe={recipe} weights={check?.weights ?? null} onChange={onChange} />
      {recipe.balance && (
        <BalanceNote datasetId={dataset.id} recipe={recipe} check={check} onChange={onChange} />
      )}
      <InstructionsNote recipe={recipe} check={check} onChange={onChange} />
      {check?.split.rule?.rule === 'split/2' ? (
        <p className="text-ink-2 text-xs">
          {t('splitTwo')}{' '}
          <Link href={`/datasets/${dataset.id}/split`} className="underline underline-offset-2">
            {t('splitTwoLink')}
          </Link>
        </p>
      ) : (
        <>
          <ShareField share={recipe.trainShare} onChange={(trainShare) => onChange({ trainShare })} />
          <div className="grid grid-cols-[minmax(0,1fr)_7rem] gap-4">
            <Field label={t('strata')}>
              <Select
                className="w-full"
                value={recipe.stratify ?? ''}
                onChange={(event) => onChange({ stratify: event.target.value || null })}
              >
                <option value="">{t('noStrata')}</option>
                {groups.map((group) => (
                  <option key={group.id} value={group.id}>
                    {group.name}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label={t('seed')}>
              <NumberInput
                inputMode="numeric"
                min={0}
                max={largestSeed}
                step={1}
                value={recipe.seed}
                onChange={(seed) => onChange({ seed: Math.round(seed) })}
              />
            </Field>
            <p className="col-span-2 -mt-2 text-ink-3 text-xs">{t('splitHint')}</p>
          </div>
        </>
      )}
      <Field label={t('findings.label')} hint={recipe.findings === 'off' ? undefined : t('findings.hint')}>
        <Select
          className="w-full"
          value={recipe.findings}
          onChange={(event) => {
            const findings = findingsGates.find((gate) => gate === event.target.value)
            if (findings) onChange({ findings })
          }}
        >
          {findingsGates.map((gate) => (
            <option key={gate} value={gate}>
              {t(`findings.${gate}`)}
            </option>
          ))}
        </Select>
      </Field>
      {steps.length > 0 && (
        <fieldset className="grid gap-2">
          <legend className="mb-1.5 font-[550] text-ink-2 text-xs">{t('steps')}</legend>
          {steps.map(({ step, lines }) => (
            <StepChoice
              key={step}
              step={step}
              lines={lines}
              checked={recipe.steps.includes(step)}
              onChange={() => toggle(step)}
            />
          ))}
        </fieldset>
      )}
    </div>
  )
}

function Filter({ datasetId, q, onClear }: { datasetId: string; q: string; onClear: () => void }) {
  const t = useTranslations('exports.recipe')
  return (
    <p className="flex max-w-full items-center gap-1 text-xs">
      <Link
        href={`/datasets/${datasetId}?q=${encodeURIComponent(q)}`}
        className="min-w-0 truncate rounded-sm bg-sunken px-2 py-1 font-mono underline-offset-2 hover:underline"
      >
        <span className="sr-only">{t('filter')} </span>
        {q}
      </Link>
      <button
        type="button"
        aria-label={t('clearFilter')}
        onClick={onClear}
        className="grid size-6 shrink-0 place-items-center rounded-sm text-ink-2 hover:bg-hover pointer-coarse:size-10 [&_svg]:size-3.5"
      >
        <X />
      </button>
    </p>
  )
}

/** The share as a slider, and as a number for those who know it. */
function ShareField({ share, onChange }: { share: number; onChange: (share: number) => void }) {
  const t = useTranslations('exports.recipe')
  const id = useId()
  const percent = Math.round(share * 1000) / 10
  const set = (value: number) => onChange(Math.round(value * 10) / 1000)
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-[550] text-ink-2 text-xs">
        {t('trainShare')}
      </label>
      <div className="flex items-center gap-3">
        <input
          id={id}
          type="range"
          min={0}
          max={100}
          step={5}
          value={percent}
          aria-valuetext={t('shareText', { train: percent, test: Math.round((100 - percent) * 10) / 10 })}
          onChange={(event) => set(event.target.valueAsNumber)}
          className="h-6 min-w-0 flex-1 accent-accent pointer-coarse:h-10"
        />
        <NumberInput
          inputMode="decimal"
          aria-label={t('trainPercent')}
          min={0}
          max={100}
          step={1}
          value={percent}
          onChange={set}
          className="w-18! text-right"
        />
        <span aria-hidden="true">%</span>
      </div>
      <p className="text-ink-3 text-xs">
        {percent === 100
          ? t('noTest')
          : t('shareText', { train: percent, test: Math.round((100 - percent) * 10) / 10 })}
      </p>
    </div>
  )
}
