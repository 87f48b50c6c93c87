'use client'

import { ChevronRight } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge, type Tone } from '@/components/ui/badge'
import { Button, ButtonLink } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { Progress } from '@/components/ui/progress'
import { RelativeTime } from '@/components/ui/relative-time'
import { Select } from '@/components/ui/select'
import { useToast } from '@/components/ui/toast'
import { newOperationId } from '@/lib/result/call'
import { cancelVersion, makeVersionCurrent } from '@/lib/versions/client'
import type { VersionRow, VersionState } from '@/lib/versions/schema'
import { useRecipeWords } from '../recipe-words'
import { FormatFiles } from './format-files'
import { MoreFormats } from './more-formats'

const tones: Record<VersionState, Tone> = {
  making: 'accent',
  ready: 'good',
  blocked: 'bad',
  cancelled: 'neutral',
  failed: 'bad',
}

type Props = {
  datasetId: string
  version: VersionRow
  /** Ready ones, to compare with. */
  others: VersionRow[]
  open: boolean
  onChanged: () => void
}

/** One version: what it holds, its files, and what can be done with it. */
export function VersionItem({ datasetId, version, others, open, onChanged }: Props) {
  const t = useTranslations('versions')
  const { name, notes, state, isCurrent, parent, counts } = version
  const [isSeen, setSeen] = useState(open)
  const running = version.formats.find((format) => format.state === 'running')
  return (
    <li className="border-line border-t first:border-t-0">
      <details
        open={open}
        className="group"
        onToggle={({ currentTarget }) => currentTarget.open && setSeen(true)}
      >
        <summary className="flex list-none flex-wrap items-center gap-x-3 gap-y-1 py-3">
          <ChevronRight aria-hidden="true" className="size-3.5 text-ink-3 group-open:rotate-90" />
          <span className="min-w-0 break-words font-[550]">{name}</span>
          {isCurrent && <Badge tone="accent">{t('current')}</Badge>}
          {state !== 'ready' && <Badge tone={tones[state]}>{t(`states.${state}`)}</Badge>}
          {counts && (
            <span className="text-ink-2">
              {t('holds', {
                train: counts.train.examples,
                validation: counts.validation?.examples ?? 0,
                test: counts.test.examples,
              })}
            </span>
          )}
          <span className="text-ink-3 text-xs sm:ml-auto">
            {version.byName && `${version.byName} · `}
            <RelativeTime at={version.createdAt} />
          </span>
        </summary>
        <div className="grid gap-4 pb-5 sm:pl-6.5">
          <p className="text-ink-2 text-xs">
            <RecipeWords version={version} />
            {parent && ` · ${t('after', { name: parent.name })}`}
          </p>
          {notes && <p className="max-w-[66ch] whitespace-pre-wrap break-words">{notes}</p>}
          {running && (
            <Running
              datasetId={datasetId}
              versionId={version.id}
              written={running.written}
              total={running.total}
              onChanged={onChanged}
            />
          )}
          {version.formats.map((format) => (
            <FormatFiles
              key={format.format}
              datasetId={datasetId}
              versionId={version.id}
              format={format}
              isSeen={isSeen}
            />
          ))}
          {state === 'ready' && (
            <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
              <MoreFormats datasetId={datasetId} version={version} onChanged={onChanged} />
              <CompareWith datasetId={datasetId} version={version} others={others} />
              {!isCurrent && <MakeCurrent datasetId={datasetId} id={version.id} onChanged={onChanged} />}
              <ButtonLink href={`/datasets/${datasetId}/members?share=version&version=${version.id}`}>
                {t('share')}
              </ButtonLink>
            </div>
          )}
        </div>
      </details>
      <span role="status" className="sr-only">
        {open && state !== 'making' ? t(`ended.${state}`, { name }) : ''}
      </span>
    </li>
  )
}

const RecipeWords = ({ version }: { version: VersionRow }) => useRecipeWords(version.recipe)

function Running({
  datasetId,
  versionId,
  written,
  total,
  onChanged,
}: {
  datasetId: string
  versionId: string
  written: number
  total: number
  onChanged: () => void
}) {
  const t = useTranslations('versions.running')
  const failureText = useFailureText()
  const toast = useToast()
  const [cancelling, setCancelling] = useState(false)
  async function cancel() {
    setCancelling(true)
    const result = await cancelVersion(datasetId, versionId, newOperationId())
    setCancelling(false)
    if (!result.ok) toast({ text: failureText(result.error), tone: 'bad' })
    onChanged()
  }
  return (
    <Progress label={t('label')} value={total > 0 ? written : null} max={total}>
      <span aria-live="polite" className="text-ink-2 text-xs">
        {total > 0 ? t('written', { written, total }) : t('checking')}
      </span>
      <Button size="sm" busy={cancelling} onClick={() => void cancel()}>
        {t('cancel')}
      </Button>
    </Progress>
  )
}

function CompareWith({ datasetId, version, others }: Omit<Props, 'open' | 'onChanged'>) {
  const t = useTranslations('versions')
  const router = useRouter()
  if (others.length === 0) return null
  return (
    <label className="grid gap-1.5">
      <span className="font-[550] text-ink-2 text-xs">{t('compareWith')}</span>
      <Select
        value=""
        onChange={({ target }) =>
          router.push(
            `/datasets/${datasetId}/exports/versions?from=${target.value}&to=${version.id}&version=${version.id}`,
          )
        }
      >
        <option value="">{t('choose')}</option>
        {others.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </label>
  )
}

function MakeCurrent({ datasetId, id, onChanged }: { datasetId: string; id: string; onChanged: () => void }) {
  const t = useTranslations('versions')
  const failureText = useFailureText()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  async function make() {
    setBusy(true)
    const result = await makeVersionCurrent(datasetId, id, newOperationId())
    setBusy(false)
    if (!result.ok) toast({ text: failureText(result.error), tone: 'bad' })
    onChanged()
  }
  return (
    <Button busy={busy} onClick={() => void make()}>
      {t('makeCurrent')}
    </Button>
  )
}
