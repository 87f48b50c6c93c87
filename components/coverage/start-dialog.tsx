'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useFailureText } from '@/components/ui/failure-text'
import { Note } from '@/components/ui/note'
import { Segmented } from '@/components/ui/segmented'
import { startExample } from '@/lib/coverage/client'
import type { StartRequest, Template } from '@/lib/coverage/schema'
import { templateFor } from '@/lib/coverage/templates'
import type { Locale } from '@/lib/i18n/locale'
import { newOperationId } from '@/lib/result/call'
import type { TagGroup } from '@/lib/tags/schema'
import type { Cell } from './coverage-table'
import { NeighbourList } from './neighbour-list'
import { TemplateFields } from './template-fields'

type Props = {
  datasetId: string
  groups: TagGroup[]
  cell: Cell
  /** The dataset's own words of this kind. */
  template: Template | null
  mayKeep: boolean
  onKeep: (template: Template | null) => Promise<boolean>
  /** What a model proposes for it. */
  proposals: ReactNode
  onClose: () => void
}

/** Begins an example of a cell: from a template, as a copy of one about the same topic, or as a model proposes it. */
export function StartDialog({
  datasetId,
  groups,
  cell,
  template,
  mayKeep,
  onKeep,
  proposals,
  onClose,
}: Props) {
  const t = useTranslations('coverage.begin')
  const router = useRouter()
  const locale = useLocale() as Locale
  const failureText = useFailureText()
  const [way, setWay] = useState<'template' | 'copy' | 'model'>('template')
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const tags = groups.flatMap((group) => group.tags)
  const kind = tags.find(({ id }) => id === cell.kindTagId)?.name ?? ''
  const topic = tags.find(({ id }) => id === cell.topicTagId)?.name ?? ''
  const [words, setWords] = useState<Template>(template ?? templateFor(kind, locale))
  const [copied, setCopied] = useState<number | null>(null)

  async function start() {
    if (way === 'copy' && copied === null) return setError(t('chooseFirst'))
    setBusy(true)
    const from: StartRequest['from'] =
      way === 'copy' && copied !== null ? { type: 'copy', number: copied } : { type: 'template', ...words }
    const result = await startExample(datasetId, { operationId: newOperationId(), ...cell, from })
    if (result.ok) return router.push(`/datasets/${datasetId}?example=${result.value.number}`)
    setBusy(false)
    setError(failureText(result.error))
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={t('title')}
      description={t('about', { kind, topic })}
      actions={
        way === 'model' ? (
          <Button onClick={onClose}>{t('close')}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button variant="primary" busy={busy} onClick={() => void start()}>
              {way === 'copy' && copied !== null ? t('copy', { number: copied }) : t('start')}
            </Button>
          </>
        )
      }
    >
      <Segmented
        label={t('from')}
        value={way}
        options={[
          { value: 'template', label: t('fromTemplate') },
          { value: 'copy', label: t('fromNeighbour') },
          { value: 'model', label: t('fromModel') },
        ]}
        onChange={(next) => {
          setError('')
          setWay(next)
        }}
        className="justify-self-start"
      />
      {way === 'model' && proposals}
      {way === 'template' && (
        <TemplateFields
          kind={kind}
          words={words}
          kept={template}
          onWords={setWords}
          onKeep={mayKeep ? onKeep : null}
        />
      )}
      {way === 'copy' && (
        <NeighbourList
          datasetId={datasetId}
          groups={groups}
          cell={cell}
          chosen={copied}
          onChoose={setCopied}
        />
      )}
      {error && (
        <Note tone="bad" role="alert">
          {error}
        </Note>
      )}
    </Dialog>
  )
}
