'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFailureText } from '@/components/ui/failure-text'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Page, Section } from '@/components/ui/page'
import { Segmented } from '@/components/ui/segmented'
import { Switch } from '@/components/ui/switch'
import { useToast } from '@/components/ui/toast'
import type { KeyRow } from '@/lib/api-keys/schema'
import { updateProfile } from '@/lib/people/client'
import { type Me, type Preferences, personName, type SessionRow } from '@/lib/people/schema'
import { newOperationId } from '@/lib/result/call'
import { ApiKeysSection } from './api-keys-section'
import { PasswordSection } from './password-section'
import { SessionsSection } from './sessions-section'
import { SubmitForm } from './submit-form'

type Change = Partial<Preferences & { shortcutsOff: boolean }>

export function ProfileView({
  me,
  sessions,
  keys,
  datasets,
}: {
  me: Me
  sessions: SessionRow[]
  keys: KeyRow[]
  datasets: { id: string; name: string }[]
}) {
  const t = useTranslations('profile')
  const toast = useToast()
  const failureText = useFailureText()
  const router = useRouter()
  // shown at once, taken back where the studio refuses
  const [wanted, setWanted] = useState<Change>({})
  const { theme, locale, shortcutsOff } = { ...me, ...wanted }

  async function change(what: Change) {
    setWanted((earlier) => ({ ...earlier, ...what }))
    if (what.theme) document.documentElement.dataset.theme = what.theme
    const result = await updateProfile({ operationId: newOperationId(), ...what })
    if (result.ok) return router.refresh()
    setWanted({})
    if (what.theme) document.documentElement.dataset.theme = me.theme
    toast({ text: failureText(result.error), tone: 'bad' })
  }

  return (
    <Page title={t('title')} width="narrow">
      <Section title={t('you')}>
        <SubmitForm
          fields={{ name: personName }}
          submit={t('save')}
          variant="default"
          send={({ name = '' }, operationId) => updateProfile({ operationId, name })}
          onDone={() => {
            toast({ text: t('saved') })
            router.refresh()
          }}
        >
          {(problemOf) => (
            <div className="grid gap-4 sm:grid-cols-2">
              <Field label={t('name')} error={problemOf('name')}>
                <Input name="name" autoComplete="name" maxLength={80} required defaultValue={me.name} />
              </Field>
              <Field label={t('emailLabel')} hint={t('emailHint')}>
                <Input type="email" readOnly value={me.email} />
              </Field>
            </div>
          )}
        </SubmitForm>
      </Section>
      <Section title={t('look')}>
        <div className="flex flex-wrap gap-x-8 gap-y-4">
          <div className="grid justify-items-start gap-1.5">
            <span className="font-[550] text-ink-2 text-xs">{t('language')}</span>
            <Segmented
              label={t('language')}
              value={locale}
              options={[
                { value: 'en', label: <span lang="en">English</span> },
                { value: 'ko', label: <span lang="ko">한국어</span> },
              ]}
              onChange={(value) => void change({ locale: value })}
            />
          </div>
          <div className="grid justify-items-start gap-1.5">
            <span className="font-[550] text-ink-2 text-xs">{t('theme')}</span>
            <Segmented
              label={t('theme')}
              value={theme}
              options={(['system', 'light', 'dark'] as const).map((value) => ({
                value,
                label: t(`themes.${value}`),
              }))}
              onChange={(value) => void change({ theme: value })}
            />
          </div>
        </div>
      </Section>
      <Section title={t('keys.title')}>
        <div className="flex items-start gap-3">
          <Switch
            id="single-keys"
            checked={!shortcutsOff}
            onCheckedChange={(on) => void change({ shortcutsOff: !on })}
            className="mt-0.5"
          />
          <div className="grid gap-0.5">
            <label htmlFor="single-keys" className="cursor-pointer">
              {t('keys.label')}
            </label>
            <span className="text-ink-3 text-xs">{shortcutsOff ? t('keys.off') : t('keys.on')}</span>
          </div>
        </div>
      </Section>
      <PasswordSection email={me.email} />
      <SessionsSection initial={sessions} />
      <ApiKeysSection initial={keys} datasets={datasets} />
    </Page>
  )
}
