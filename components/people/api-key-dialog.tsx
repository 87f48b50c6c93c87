'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Note } from '@/components/ui/note'
import { Select } from '@/components/ui/select'
import { createKey } from '@/lib/api-keys/client'
import type { MadeKey } from '@/lib/api-keys/schema'
import { type KeyVerb, keyVerbs } from '@/lib/auth/schema'
import { HandedLink } from './handed-link'
import { SubmitForm } from './submit-form'

const fields = { keyName: z.string().trim().min(1).max(80) }
const days = ['7', '30', '90', '366'] as const

/** Makes a key of one's own and shows it, this once. */
export function ApiKeyDialog({
  datasets,
  onMade,
  onClose,
}: {
  datasets: { id: string; name: string }[]
  onMade: () => void
  onClose: () => void
}) {
  const t = useTranslations('apiKeys')
  const people = useTranslations('people.inviting')
  const format = useFormatter()
  const [made, setMade] = useState<MadeKey | null>(null)
  const [verbs, setVerbs] = useState<KeyVerb[]>(['read'])
  const [chosen, setChosen] = useState<string[]>([])
  const until = made && format.dateTime(new Date(made.expiresAt), { dateStyle: 'long' })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('dialog.title')}
      description={made ? undefined : t('dialog.text')}
    >
      {made ? (
        <HandedLink
          url={made.key}
          label={t('dialog.key')}
          note={t('dialog.once', { until: until ?? '' })}
          onDone={onClose}
        />
      ) : (
        <SubmitForm
          fields={fields}
          submit={t('dialog.submit')}
          send={({ keyName = '', days = '90' }, operationId) =>
            createKey({
              operationId,
              name: keyName.trim(),
              verbs,
              datasets: chosen.length > 0 ? chosen : null,
              days: Number(days),
            })
          }
          onDone={(value) => {
            setMade(value)
            onMade()
          }}
          beside={<Button onClick={onClose}>{people('cancel')}</Button>}
        >
          {(problemOf) => (
            <>
              <Field label={t('dialog.name')} hint={t('dialog.nameHint')} error={problemOf('keyName')}>
                <Input name="keyName" maxLength={80} />
              </Field>
              <fieldset className="grid gap-1.5">
                <legend className="mb-1.5 font-[550] text-ink-2 text-xs">{t('dialog.verbs')}</legend>
                {keyVerbs.map((verb) => (
                  <Checkbox
                    key={verb}
                    label={t(`verbs.${verb}`)}
                    hint={t(`verbHints.${verb}`)}
                    checked={verbs.includes(verb)}
                    onChange={(event) => setVerbs(withOrWithout(verbs, verb, event.target.checked))}
                  />
                ))}
                {verbs.length === 0 && <Note tone="warn">{t('dialog.noVerb')}</Note>}
              </fieldset>
              <fieldset className="grid max-h-40 gap-1.5 overflow-y-auto">
                <legend className="mb-1.5 font-[550] text-ink-2 text-xs">{t('dialog.datasets')}</legend>
                {datasets.map(({ id, name }) => (
                  <Checkbox
                    key={id}
                    label={name}
                    checked={chosen.includes(id)}
                    onChange={(event) => setChosen(withOrWithout(chosen, id, event.target.checked))}
                  />
                ))}
                {chosen.length === 0 && <p className="text-ink-3 text-xs">{t('dialog.allDatasets')}</p>}
              </fieldset>
              <Field label={t('dialog.days')}>
                <Select name="days" defaultValue="90" className="justify-self-start">
                  {days.map((value) => (
                    <option key={value} value={value}>
                      {t('dialog.afterDays', { days: Number(value) })}
                    </option>
                  ))}
                </Select>
              </Field>
            </>
          )}
        </SubmitForm>
      )}
    </Dialog>
  )
}

const withOrWithout = <T,>(list: T[], item: T, on: boolean): T[] =>
  on ? [...list, item] : list.filter((one) => one !== item)
