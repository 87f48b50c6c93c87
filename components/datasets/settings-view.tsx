'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Page, Section } from '@/components/ui/page'
import { useToast } from '@/components/ui/toast'
import type { DatasetDetail, DatasetState } from '@/lib/datasets/schema'
import { useSetDatasetState } from './dataset-acts'
import { PurgeSection } from './purge-section'
import { useRenameDataset } from './rename'

export function SettingsView({ dataset, mayPurge }: { dataset: DatasetDetail; mayPurge: boolean }) {
  const t = useTranslations('settings')
  const isLead = dataset.role === 'lead'
  return (
    <Page title={t('title')} lede={isLead ? undefined : t('leadsOnly')} width="narrow">
      {isLead && dataset.state === 'active' && <NameForm key={dataset.name} dataset={dataset} />}
      <Act title={t('reader.title')} text={t('reader.text')}>
        <ButtonLink href={`/datasets/${dataset.id}/settings/reader`}>{t('reader.act')}</ButtonLink>
      </Act>
      {isLead && dataset.state === 'active' && (
        <Act title={t('archive.title')} text={t('archive.text')}>
          <StateButton dataset={dataset} state="archived" label={t('archive.act')} />
        </Act>
      )}
      {isLead && dataset.state !== 'active' && (
        <Act title={t('restore.title')} text={t('restore.text')}>
          <StateButton dataset={dataset} state="active" label={t('restore.act')} />
        </Act>
      )}
      {isLead && dataset.state !== 'trashed' && (
        <Act title={t('trash.title')} text={t('trash.text', { examples: dataset.examples })}>
          <StateButton dataset={dataset} state="trashed" label={t('trash.act')} danger />
        </Act>
      )}
      {mayPurge && <PurgeSection datasetId={dataset.id} />}
    </Page>
  )
}

function Act({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <Section title={title} lede={text}>
      <div>{children}</div>
    </Section>
  )
}

function StateButton({
  dataset,
  state,
  label,
  danger = false,
}: {
  dataset: DatasetDetail
  state: DatasetState
  label: string
  danger?: boolean
}) {
  const setState = useSetDatasetState()
  const [busy, setBusy] = useState(false)
  async function act() {
    setBusy(true)
    await setState(dataset, state)
    setBusy(false)
  }
  return (
    <Button variant={danger ? 'danger' : 'default'} busy={busy} onClick={() => void act()}>
      {label}
    </Button>
  )
}

function NameForm({ dataset }: { dataset: DatasetDetail }) {
  const t = useTranslations('settings.name')
  const toast = useToast()
  const [name, setName] = useState(dataset.name)
  const { rename, busy, error } = useRenameDataset(dataset)
  async function submit(event: FormEvent) {
    event.preventDefault()
    if ((await rename(name)) && name.trim() !== dataset.name)
      toast({ text: t('done', { name: name.trim() }) })
  }
  return (
    <Section title={t('title')}>
      <form onSubmit={(event) => void submit(event)} className="flex items-start gap-2" noValidate>
        <Field label={t('label')} labelHidden error={error} className="min-w-0 flex-1">
          <Input value={name} onChange={(event) => setName(event.target.value)} maxLength={120} />
        </Field>
        <Button type="submit" busy={busy} className="h-8! pointer-coarse:h-10!">
          {t('act')}
        </Button>
      </form>
    </Section>
  )
}
