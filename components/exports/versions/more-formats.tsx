'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { Select } from '@/components/ui/select'
import { useToast } from '@/components/ui/toast'
import { choiceOf, choicesOf } from '@/lib/exports/lessons'
import { choiceKeys, type ExportFormat, formats, type WeightChoice } from '@/lib/exports/words'
import { newOperationId } from '@/lib/result/call'
import { fetchFormatWeights, renderFormat } from '@/lib/versions/client'
import { formatKey } from '@/lib/versions/format-key'
import type { VersionRow } from '@/lib/versions/schema'
import { Growth } from '../format-choice'

/** Writes the version in one more format, from what it froze. */
export function MoreFormats({
  datasetId,
  version,
  onChanged,
}: {
  datasetId: string
  version: VersionRow
  onChanged: () => void
}) {
  const t = useTranslations('versions.more')
  const exports = useTranslations('exports.format')
  const failureText = useFailureText()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const [chosen, setChosen] = useState<ExportFormat | ''>('')
  const [weights, setWeights] = useState<WeightChoice | null>(null)
  const kind = formats.find(({ name }) => name === version.format)?.kind
  const ofRecipe = version.recipe.weights
  const isLeft = (key: string) =>
    !version.formats.some(({ format, state }) => format === key && state === 'done')
  const choicesLeft = ({ name, weights: own }: (typeof formats)[number]) =>
    choicesOf(own).filter((choice) => isLeft(formatKey(name, choice, ofRecipe)))
  const left = formats.filter(
    (format) => format.kind === kind && (isLeft(format.name) || choicesLeft(format).length > 0),
  )
  if (left.length === 0) return null
  const format = left.find(({ name }) => name === chosen)
  const offered = format ? choicesLeft(format) : []
  const usual = format ? choiceOf(format.weights, ofRecipe) : null
  const choice = [weights, usual].find((one) => one !== null && offered.includes(one)) ?? offered[0] ?? null
  async function add() {
    if (chosen === '') return
    setBusy(true)
    const request = { operationId: newOperationId(), format: chosen, ...(choice ? { weights: choice } : {}) }
    const result = await renderFormat(datasetId, version.id, request)
    setBusy(false)
    if (!result.ok) toast({ text: failureText(result.error), tone: 'bad' })
    setChosen('')
    onChanged()
  }
  return (
    <div className="flex flex-wrap items-end gap-2">
      <label className="grid gap-1.5">
        <span className="font-[550] text-ink-2 text-xs">{t('label')}</span>
        <Select value={chosen} onChange={({ target }) => setChosen(target.value as ExportFormat)}>
          <option value="">{t('choose')}</option>
          {left.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </Select>
      </label>
      {choice && (
        <label className="grid gap-1.5">
          <span className="font-[550] text-ink-2 text-xs">{t('weights')}</span>
          <Select value={choice} onChange={({ target }) => setWeights(target.value as WeightChoice)}>
            {offered.map((one) => (
              <option key={one} value={one}>
                {exports(`choices.${choiceKeys[one]}.label`)}
              </option>
            ))}
          </Select>
        </label>
      )}
      <Button busy={busy} disabled={chosen === ''} onClick={() => void add()}>
        {t('write')}
      </Button>
      {format && choice && (
        <Outcome datasetId={datasetId} versionId={version.id} format={format.name} choice={choice} />
      )}
    </div>
  )
}

/** What a choice makes of the version. */
function Outcome({
  datasetId,
  versionId,
  format,
  choice,
}: {
  datasetId: string
  versionId: string
  format: ExportFormat
  choice: WeightChoice
}) {
  const t = useTranslations('versions.more')
  const mixed = useTranslations('exports.format')
  const { data } = useQuery({
    queryKey: ['version-weights', datasetId, versionId, format],
    queryFn: ({ signal }) => fetchFormatWeights(datasetId, { versionId, format }, signal),
    // what is frozen stays as it is
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (data && !data.ok) return null
  const facts = data?.value.weights
  const option = facts?.options.find((one) => one.choice === choice)
  return (
    <div role="status" className="grid basis-full gap-0.5 text-ink-2 text-xs">
      {!data && t('counting')}
      {data && !option && t('fits')}
      {facts && option && (
        <>
          <span>{mixed('mixed', { count: facts.mixed })}</span>
          <Growth option={option} tokens={facts.tokens} />
        </>
      )}
    </div>
  )
}
