'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { Select } from '@/components/ui/select'
import { useToast } from '@/components/ui/toast'
import { type ExportFormat, formats } from '@/lib/exports/words'
import { newOperationId } from '@/lib/result/call'
import { renderFormat } from '@/lib/versions/client'
import type { VersionRow } from '@/lib/versions/schema'

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
  const failureText = useFailureText()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const [chosen, setChosen] = useState<ExportFormat | ''>('')
  const kind = formats.find(({ name }) => name === version.format)?.kind
  const done = new Set(version.formats.filter(({ state }) => state === 'done').map(({ format }) => format))
  const left = formats.filter((format) => format.kind === kind && !done.has(format.name))
  if (left.length === 0) return null
  async function add() {
    if (chosen === '') return
    setBusy(true)
    const request = { operationId: newOperationId(), format: chosen }
    const result = await renderFormat(datasetId, version.id, request)
    setBusy(false)
    if (!result.ok) toast({ text: failureText(result.error), tone: 'bad' })
    setChosen('')
    onChanged()
  }
  return (
    <div className="flex items-end gap-2">
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
      <Button busy={busy} disabled={chosen === ''} onClick={() => void add()}>
        {t('write')}
      </Button>
    </div>
  )
}
