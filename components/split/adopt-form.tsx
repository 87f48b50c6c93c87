'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/page'
import { newOperationId } from '@/lib/result/call'
import { adoptSplit, fetchSplitReport } from '@/lib/splits/client'
import type { SplitReport, SplitTwoSettings } from '@/lib/splits/schema'
import type { TagGroup } from '@/lib/tags/schema'
import { SideTable } from './side-table'
import { useAct } from './use-act'

type Draft = { train: string; validation: string; seed: string; groupIds: string[] }

/** What the fields say; null where they make no rule. */
function settingsOf(draft: Draft, threshold: number): SplitTwoSettings | null {
  const [train, validation, seed] = [draft.train, draft.validation, draft.seed].map(Number)
  const isShare = (share: number) => share >= 0 && share <= 100
  if (!isShare(train!) || !isShare(validation!) || train! + validation! > 100) return null
  if (draft.seed.trim() === '' || !Number.isInteger(seed) || seed! < 0 || seed! > 2_147_483_647) return null
  return {
    seed: seed!,
    trainShare: train! / 100,
    validationShare: validation! / 100,
    groupIds: draft.groupIds,
    threshold,
  }
}

/** The rule `split/2`, with what it would give before a lead adopts it. */
export function AdoptForm({
  datasetId,
  report,
  groups,
}: {
  datasetId: string
  report: SplitReport
  groups: TagGroup[]
}) {
  const t = useTranslations('split')
  const { busy, act } = useAct(datasetId)
  const isAdopted = report.rule?.rule === 'split/2'
  const { settings: now } = report
  const percent = (share: number) => String(Math.round(share * 1_000) / 10)
  const [draft, setDraft] = useState<Draft>({
    train: percent(now.trainShare),
    validation: percent(now.validationShare),
    seed: String(now.seed),
    groupIds: now.groupIds,
  })
  const [anew, setAnew] = useState(false)
  const [open, setOpen] = useState(!isAdopted)
  const threshold = report.compared?.threshold ?? now.threshold
  const settings = settingsOf(draft, threshold)
  const { data: preview } = useQuery({
    queryKey: ['split', datasetId, 'preview', settings, anew],
    enabled: open && settings !== null,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const answer = await fetchSplitReport(datasetId, { settings: settings!, anew }, signal)
      if (!answer.ok) throw new Error(answer.error.reason)
      return answer.value
    },
  })
  const mayAdopt = report.compared?.due === 0 && settings !== null
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const adopt = () =>
    void act(
      () => adoptSplit(datasetId, { operationId: newOperationId(), settings: settings!, anew }),
      ({ placed, held }) => t('adopt.done', { placed, held }),
    ).then((isDone) => isDone && setOpen(false))
  if (!open)
    return (
      <Section title={t('adopt.change')}>
        <Button size="sm" className="justify-self-start" onClick={() => setOpen(true)}>
          {t('adopt.open')}
        </Button>
      </Section>
    )
  return (
    <Section
      title={t(isAdopted ? 'adopt.change' : 'adopt.title')}
      lede={t(isAdopted ? 'adopt.changeLede' : report.rule ? 'adopt.ledeSplitOne' : 'adopt.lede')}
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (mayAdopt) adopt()
        }}
      >
        <div className="flex flex-wrap gap-4">
          <Field label={t('adopt.train')}>
            <Input
              inputMode="decimal"
              className="w-24"
              value={draft.train}
              onChange={(event) => set({ train: event.target.value })}
            />
          </Field>
          <Field label={t('adopt.validation')} hint={t('adopt.validationHint')}>
            <Input
              inputMode="decimal"
              className="w-24"
              value={draft.validation}
              onChange={(event) => set({ validation: event.target.value })}
            />
          </Field>
          <Field label={t('adopt.seed')}>
            <Input
              inputMode="numeric"
              className="w-24"
              value={draft.seed}
              onChange={(event) => set({ seed: event.target.value })}
            />
          </Field>
        </div>
        {groups.length > 0 && (
          <fieldset className="grid gap-1.5">
            <legend className="mb-1.5 font-[550] text-ink-2 text-xs">{t('adopt.strata')}</legend>
            {groups.map((group) => (
              <Checkbox
                key={group.id}
                label={group.name}
                checked={draft.groupIds.includes(group.id)}
                onChange={(event) =>
                  set({
                    groupIds: groups
                      .map(({ id }) => id)
                      .filter((id) => (id === group.id ? event.target.checked : draft.groupIds.includes(id))),
                  })
                }
              />
            ))}
          </fieldset>
        )}
        {report.rule && (
          <Checkbox
            label={t('adopt.anew')}
            hint={t('adopt.anewHint')}
            checked={anew}
            onChange={(event) => setAnew(event.target.checked)}
          />
        )}
        {settings === null && (
          <Note tone="bad" role="alert">
            {t('adopt.wrong')}
          </Note>
        )}
        {settings && preview && (
          <div className="grid gap-2">
            <h3 className="font-[550] text-xs">{t('adopt.preview')}</h3>
            <SideTable report={preview} groups={groups} />
            <p className="text-ink-2 text-xs">
              {t('adopt.outcome', {
                none: preview.counts.none,
                held: preview.counts.held,
                moved: preview.wouldMove,
              })}
            </p>
          </div>
        )}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary" busy={busy} disabled={!mayAdopt}>
            {t(isAdopted ? 'adopt.doChange' : 'adopt.do')}
          </Button>
          {report.compared?.due !== 0 && (
            <ButtonLink href={`/datasets/${datasetId}/duplicates`}>{t('adopt.compareFirst')}</ButtonLink>
          )}
        </div>
      </form>
    </Section>
  )
}
