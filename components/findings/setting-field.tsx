'use client'

import { useTranslations } from 'next-intl'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { ListInput } from '@/components/ui/list-input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { CheckId } from '@/lib/checks/words'
import type { SettingKind } from './setting-kind'

type Props = {
  check: CheckId
  setting: string
  kind: SettingKind
  value: unknown
  disabled: boolean
  error: string | undefined
  onChange: (value: unknown) => void
}

/** One setting of a check: its words are `checks.<check>.settings.<setting>`. */
export function SettingField(props: Props) {
  const { check, setting, kind, value, disabled, error, onChange } = props
  const t = useTranslations('checks')
  const key = `${check}.settings.${setting}`
  const label = t.has(`${key}.label`) ? t(`${key}.label`) : setting
  const hint = t.has(`${key}.hint`) ? t(`${key}.hint`) : undefined
  if (kind.kind === 'several')
    return (
      <Several {...props} of={kind.of} label={label} hint={hint} words={(one) => t(`${key}.of.${one}`)} />
    )
  if (kind.kind === 'switch')
    return (
      <Checkbox
        label={label}
        hint={hint}
        checked={value === true}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
    )
  const text = typeof value === 'string' ? value : ''
  return (
    <Field label={label} hint={hint} error={error} className="max-w-140 sm:col-span-2">
      {kind.kind === 'number' && (
        <Input
          type="number"
          inputMode="numeric"
          className="w-36!"
          value={typeof value === 'number' && Number.isFinite(value) ? value : ''}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value === '' ? null : event.target.valueAsNumber)}
        />
      )}
      {kind.kind === 'list' && <ListInput value={textsOf(value)} disabled={disabled} onChange={onChange} />}
      {kind.kind === 'choice' && (
        <Select
          className="justify-self-start"
          value={String(value)}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
        >
          {kind.of.map((choice) => (
            <option key={choice} value={choice}>
              {t(`${key}.of.${choice}`)}
            </option>
          ))}
        </Select>
      )}
      {kind.kind === 'lines' && (
        <Textarea
          rows={4}
          className="max-h-[40dvh] font-mono text-xs!"
          value={text}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {(kind.kind === 'text' || kind.kind === 'pattern') && (
        <Input
          className={kind.kind === 'pattern' ? 'font-mono text-xs!' : undefined}
          spellCheck={kind.kind === 'text'}
          value={text}
          disabled={disabled}
          // one that may be missing is missing rather than empty
          onChange={(event) =>
            onChange(event.target.value === '' && setting === 'tag' ? undefined : event.target.value)
          }
        />
      )}
    </Field>
  )
}

function Several({
  of,
  label,
  hint,
  value,
  disabled,
  error,
  words,
  onChange,
}: Props & {
  of: readonly string[]
  label: string
  hint: string | undefined
  words: (one: string) => string
}) {
  const chosen = textsOf(value)
  return (
    <fieldset className="grid gap-2 sm:col-span-2">
      <legend className="mb-1 font-[550] text-ink-2 text-xs">{label}</legend>
      {hint && <p className="text-ink-3 text-xs">{hint}</p>}
      <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
        {of.map((one) => (
          <Checkbox
            key={one}
            label={words(one)}
            checked={chosen.includes(one)}
            disabled={disabled}
            onChange={(event) =>
              onChange(of.filter((other) => (other === one ? event.target.checked : chosen.includes(other))))
            }
          />
        ))}
      </div>
      <p role="alert" className="text-bad text-xs empty:hidden">
        {error}
      </p>
    </fieldset>
  )
}

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
