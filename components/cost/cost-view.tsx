'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { useFailureText } from '@/components/ui/failure-text'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Note } from '@/components/ui/note'
import { Page } from '@/components/ui/page'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import { Spinner } from '@/components/ui/spinner'
import { targetsOf } from '@/lib/balance/view'
import { readCostView, type CostView as View, writeCostView } from '@/lib/cost/view'
import { fetchCost } from '@/lib/exports/client'
import type { Instructions, Recipe } from '@/lib/exports/schema'
import type { TagGroup } from '@/lib/tags/schema'
import { BillTable } from './bill-table'
import { InstructionsSection } from './instructions-section'
import { OverLongList } from './over-long-list'

type Props = {
  dataset: { id: string; approved: number; all: number }
  may: { export: boolean; setPrices: boolean }
  groups: TagGroup[]
  base: Recipe
}

/** What training on this dataset takes and costs, and what its instructions have to do with it. */
export function CostView({ dataset, may, groups, base }: Props) {
  const t = useTranslations('cost')
  const failureText = useFailureText()
  const usual = dataset.approved > 0 ? 'approved' : 'all'
  const params = useSearchParams()
  const view = useMemo(() => readCostView(new URLSearchParams(params), usual), [params, usual])
  const change = (part: Partial<View>) =>
    window.history.replaceState(
      null,
      '',
      `${window.location.pathname}${writeCostView({ ...view, ...part }, usual)}`,
    )
  // what is written into the field counts when it is left
  const [text, setText] = useState<string | null>(null)
  const [suggested, setSuggested] = useState<string | null>(null)
  const [tagTexts, setTagTexts] = useState<Record<string, string>>({})
  const targets = targetsOf(groups)
  const balance =
    view.balanced && targets.length > 0
      ? ({ mode: 'down', by: 'examples', targets, maxCopies: 3, keep: [], leaveOut: [] } as const)
      : null
  const group = groups.find(({ kind, tags }) => kind === 'exclusive' && tags.length > 0) ?? null
  const instructions = instructionsOf(view.policy, text ?? suggested, group, tagTexts)
  const request = {
    recipe: {
      ...base,
      status: view.status,
      balance: balance && { ...balance, keep: [], leaveOut: [] },
      instructions,
    },
    epochs: view.epochs,
    text: text ?? suggested,
  }
  const { data, isFetching } = useQuery({
    queryKey: ['cost', dataset.id, request],
    queryFn: ({ signal }) => fetchCost(dataset.id, request, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  const answer = data?.ok ? data.value : null
  // the prompt that most examples have is where a text begins
  if (answer && suggested === null && answer.instructions.text !== null)
    setSuggested(answer.instructions.text)
  const model = answer?.table.rows.find((row) => row.model === view.model) ?? answer?.table.rows[0]

  return (
    <Page title={t('title')} lede={t('lede')}>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        <Segmented
          label={t('which')}
          value={view.status}
          options={[
            { value: 'approved', label: t('approved', { count: dataset.approved }) },
            { value: 'all', label: t('all', { count: dataset.all }) },
          ]}
          onChange={(status) => change({ status })}
        />
        {answer && model && (
          <>
            <Field label={t('model')}>
              <Select value={model.model} onChange={(event) => change({ model: event.target.value })}>
                {answer.table.rows.map((row) => (
                  <option key={row.model}>{row.model}</option>
                ))}
              </Select>
            </Field>
            <Field label={t('epochs')} className="w-24">
              <Input
                type="number"
                min={1}
                max={50}
                placeholder={String(answer.epochs.byDefault)}
                value={view.epochs ?? ''}
                onChange={(event) => {
                  const epochs = event.target.valueAsNumber
                  change({ epochs: Number.isInteger(epochs) ? epochs : null })
                }}
              />
            </Field>
          </>
        )}
        {targets.length > 0 && (
          <Checkbox
            label={t('balanced')}
            checked={view.balanced}
            onChange={() => change({ balanced: !view.balanced })}
          />
        )}
        {isFetching && <Spinner className="text-ink-3" />}
      </div>
      {data && !data.ok && (
        <Note tone="bad" role="alert" title={t('failed')}>
          {failureText(data.error)}
        </Note>
      )}
      {!answer && !data && <p className="h-60 text-ink-2">{t('running')}</p>}
      {answer && model && (
        <div aria-busy={isFetching} className="grid gap-8">
          <BillTable
            answer={answer}
            model={model}
            maySetPrices={may.setPrices}
            onModel={(name) => change({ model: name })}
          />
          <OverLongList datasetId={dataset.id} answer={answer} model={model} />
          <InstructionsSection
            datasetId={dataset.id}
            answer={answer}
            model={model}
            policy={instructions.policy}
            wanted={view.policy}
            group={group}
            tagTexts={tagTexts}
            exportQuery={exportQuery(instructions, view.status)}
            mayExport={may.export}
            onPolicy={(policy) => change({ policy })}
            onText={setText}
            onTagTexts={setTagTexts}
          />
        </div>
      )}
    </Page>
  )
}

/** What the page asks for as a recipe says it; a way whose text is not there yet stays as stored. */
function instructionsOf(
  policy: View['policy'],
  text: string | null,
  group: TagGroup | null,
  tagTexts: Record<string, string>,
): Instructions {
  if (policy === 'one' || policy === 'before-user') return text ? { policy, text } : { policy: 'as-stored' }
  if (policy !== 'per-tag') return { policy }
  const texts = (group?.tags ?? []).flatMap(({ id }) => {
    const own = tagTexts[id]?.trim()
    return own ? [{ tag: id, text: own }] : []
  })
  return group ? { policy, group: group.id, texts, other: text } : { policy: 'as-stored' }
}

const exportQuery = (instructions: Instructions, status: string): string =>
  String(new URLSearchParams({ instructions: JSON.stringify(instructions), status }))
