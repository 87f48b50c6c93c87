import { useFormatter, useTranslations } from 'next-intl'
import { useId } from 'react'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { choiceOf } from '@/lib/exports/lessons'
import type { ExportCheck, Recipe } from '@/lib/exports/schema'
import { choiceKeys, type ExportFormat, formatOf, formats, type WeightChoice } from '@/lib/exports/words'

const groups = ['provider', 'trainer', 'people'] as const
type WeightFacts = NonNullable<ExportCheck['weights']>

/** Which trainer the files are for, and what it does with weights. */
export function FormatChoice({
  recipe,
  weights,
  onChange,
}: {
  recipe: Recipe
  weights: ExportCheck['weights']
  onChange: (part: Partial<Recipe>) => void
}) {
  const t = useTranslations('exports.format')
  const chosen = formatOf(recipe.format)
  const offered = groups.map((group) => ({
    group,
    formats: formats.filter((format) => format.group === group && format.kind === chosen.kind),
  }))
  return (
    <div className="grid gap-3">
      <Field label={t('label')} hint={useWeightsText(recipe.format)}>
        <Select
          className="w-full"
          value={recipe.format}
          onChange={(event) => onChange({ format: event.target.value as ExportFormat })}
        >
          {offered
            .filter((one) => one.formats.length > 0)
            .map((one) => (
              <optgroup key={one.group} label={t(`groups.${one.group}`)}>
                {one.formats.map(({ name, label }) => (
                  <option key={name} value={name}>
                    {label}
                  </option>
                ))}
              </optgroup>
            ))}
        </Select>
      </Field>
      {weights && (
        <WeightChoices
          facts={weights}
          chosen={choiceOf(chosen.weights, recipe.weights)}
          onChoose={(choice) => onChange({ weights: choice })}
        />
      )}
    </div>
  )
}

function useWeightsText(name: ExportFormat): string {
  const t = useTranslations('exports.format.weights')
  const { weights } = formatOf(name)
  if (!weights) return t('pair')
  return 'mark' in weights ? t('mark', { mark: weights.mark }) : t(weights.learns)
}

/** What to do with the examples that don't fit, each choice with what it comes to. */
function WeightChoices({
  facts,
  chosen,
  onChoose,
}: {
  facts: WeightFacts
  chosen: WeightChoice | null
  onChoose: (choice: WeightChoice) => void
}) {
  const t = useTranslations('exports.format')
  const name = useId()
  return (
    <fieldset className="grid gap-2.5">
      <legend className="mb-1.5 font-[550] text-warn text-xs">{t('mixed', { count: facts.mixed })}</legend>
      {facts.options.map((option) => (
        <div key={option.choice} className="flex items-start gap-2">
          <input
            id={`${name}-${option.choice}`}
            type="radio"
            name={name}
            checked={option.choice === chosen}
            onChange={() => onChoose(option.choice)}
            aria-describedby={`${name}-${option.choice}-hint`}
            className="mt-0.5 size-4 shrink-0 cursor-pointer accent-accent"
          />
          <span className="grid gap-0.5">
            <label htmlFor={`${name}-${option.choice}`} className="cursor-pointer">
              {t(`choices.${choiceKeys[option.choice]}.label`)}
            </label>
            <span id={`${name}-${option.choice}-hint`} className="grid text-ink-3 text-xs">
              <Growth option={option} tokens={facts.tokens} />
              <span>{t(`choices.${choiceKeys[option.choice]}.hint`)}</span>
            </span>
          </span>
        </div>
      ))}
    </fieldset>
  )
}

/** What a choice comes to, against the tokens as they are stored. */
export function Growth({ option, tokens }: { option: WeightFacts['options'][number]; tokens: number }) {
  const t = useTranslations('exports.format')
  const format = useFormatter()
  const share = tokens === 0 ? 0 : option.tokens / tokens - 1
  const change =
    share === 0
      ? t('same')
      : format.number(share, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' })
  return (
    <span className="text-ink-2 tabular-nums">
      {t('growth', { lines: option.lines, tokens: option.tokens, change })}
      {option.inexact > 0 && (
        <span className="block text-warn">{t('inexact', { count: option.inexact })}</span>
      )}
    </span>
  )
}
