'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { Note } from '@/components/ui/note'
import type { CheckRow } from '@/lib/checks/schema'
import type { Failure } from '@/lib/result/schema'
import { SettingField } from './setting-field'
import { kindOf, settingsOf } from './setting-kind'

type Values = Record<string, unknown>
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** What one check goes by, a field for each; what is refused is said at its field. */
export function SettingsForm({
  row,
  disabled,
  busy,
  onSave,
}: {
  row: CheckRow
  disabled: boolean
  busy: boolean
  onSave: (settings: Values) => Promise<Failure | null>
}) {
  const t = useTranslations('quality.settings')
  const failureText = useFailureText()
  const [values, setValues] = useState<Values>(row.settings)
  const [failure, setFailure] = useState<Failure | null>(null)
  const isDirty = !same(values, row.settings)
  const isUsual = same(values, row.defaults)
  const shown = settingsOf(row.check, row.defaults).flatMap((setting) => {
    const kind = kindOf(row.check, setting, row.defaults[setting])
    return kind.when && !kind.when(values) ? [] : [{ setting, kind }]
  })
  const wrong = failure ? String(failure.params.setting ?? '') : null
  const isPlaced = shown.some(({ setting }) => setting === wrong)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setFailure(await onSave(values))
  }
  return (
    <form className="grid gap-4 pb-2" onSubmit={(event) => void save(event)} noValidate>
      <div className="grid gap-4 sm:grid-cols-2">
        {shown.map(({ setting, kind }) => (
          <SettingField
            key={setting}
            check={row.check}
            setting={setting}
            kind={kind}
            value={values[setting]}
            disabled={disabled}
            error={failure && wrong === setting ? failureText(failure) : undefined}
            onChange={(value) => {
              setFailure(null)
              setValues((now) => ({ ...now, [setting]: value }))
            }}
          />
        ))}
      </div>
      {failure && !isPlaced && (
        <Note tone="bad" role="alert">
          {failureText(failure)}
        </Note>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={busy} disabled={disabled || !isDirty}>
          {t('save')}
        </Button>
        {isDirty && (
          <Button
            variant="quiet"
            onClick={() => {
              setFailure(null)
              setValues(row.settings)
            }}
          >
            {t('discard')}
          </Button>
        )}
        {!isUsual && !disabled && (
          <Button variant="quiet" onClick={() => setValues(row.defaults)}>
            {t('usual')}
          </Button>
        )}
      </div>
    </form>
  )
}
