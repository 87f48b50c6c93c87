'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { useFailureText } from '@/components/ui/failure-text'
import { Field } from '@/components/ui/field'
import { Segmented } from '@/components/ui/segmented'
import { Textarea } from '@/components/ui/textarea'
import { flaggedLines } from '@/lib/exports/flagged-lines'
import type { ExportLine, Side } from '@/lib/exports/schema'
import type { Result } from '@/lib/result/schema'
import { sides } from '@/lib/splits/words'

/** Leads from the lines that a provider's message names to the examples that they come from. */
export function ProviderError({
  datasetId,
  files,
  fetchLines,
}: {
  datasetId: string
  files: readonly { name: string }[]
  /** Where lines of a file come from. */
  fetchLines: (file: Side, lines: readonly number[]) => Promise<Result<{ lines: ExportLine[] }>>
}) {
  const t = useTranslations('exports.refused')
  const failureText = useFailureText()
  const status = useId()
  const held = sides.filter((side) => files.some(({ name }) => name === `${side}.lines.jsonl`))
  const [message, setMessage] = useState('')
  const [file, setFile] = useState<Side>(held[0] ?? 'train')
  const [found, setFound] = useState<{ numbers: number[]; lines: number } | null>(null)
  const [error, setError] = useState('')
  const lines = flaggedLines(message)

  async function find() {
    const result = await fetchLines(file, lines)
    if (!result.ok) return setError(failureText(result.error))
    setError('')
    const numbers = [...new Set(result.value.lines.map(({ example }) => example))]
    setFound({ numbers, lines: lines.length })
  }
  const forget = () => {
    setFound(null)
    setError('')
  }
  return (
    <details className="group/refused min-w-0">
      <summary className="flex cursor-pointer list-none items-center gap-1.5 py-1 font-[550]">
        <ChevronRight aria-hidden="true" className="size-3.5 text-ink-3 group-open/refused:rotate-90" />
        {t('title')}
      </summary>
      <div className="grid max-w-[66ch] gap-3 pt-1.5">
        <Field label={t('message')} hint={t('hint')}>
          <Textarea
            value={message}
            placeholder="Flagged lines: 4, 13"
            className="w-full font-mono text-xs!"
            onChange={(event) => {
              setMessage(event.target.value)
              forget()
            }}
          />
        </Field>
        <div className="flex flex-wrap items-center gap-3">
          {held.length > 1 && (
            <Segmented
              label={t('file')}
              value={file}
              options={held.map((side) => ({ value: side, label: side }))}
              onChange={(side) => {
                setFile(side)
                forget()
              }}
            />
          )}
          <Button aria-disabled={lines.length === 0} onClick={() => lines.length > 0 && void find()}>
            {t('find', { count: lines.length })}
          </Button>
          <span className="text-ink-3 text-xs">
            {message.trim() !== '' && lines.length === 0 ? t('none') : lines.join(', ')}
          </span>
        </div>
        <p role="alert" className="text-bad text-xs empty:hidden">
          {error}
        </p>
        <div id={status} role="status" className="grid gap-2 empty:hidden">
          {found && found.numbers.length === 0 && <p className="text-ink-2">{t('noExample')}</p>}
          {found && found.numbers.length > 0 && <Found datasetId={datasetId} numbers={found.numbers} />}
        </div>
      </div>
    </details>
  )
}

function Found({ datasetId, numbers }: { datasetId: string; numbers: number[] }) {
  const t = useTranslations('exports.refused')
  const q = encodeURIComponent(`number:${numbers.join(',')}`)
  return (
    <>
      <p className="flex flex-wrap gap-x-3 gap-y-1">
        {numbers.slice(0, 20).map((number) => (
          <Link
            key={number}
            href={`/datasets/${datasetId}?q=${q}&example=${number}`}
            className="min-h-6 py-0.5 underline decoration-line-strong underline-offset-2 hover:decoration-current"
          >
            #{String(number).padStart(4, '0')}
          </Link>
        ))}
      </p>
      <Link
        href={`/datasets/${datasetId}?q=${q}&example=${numbers[0]}`}
        className={buttonClass('primary', 'md', 'justify-self-start')}
      >
        {t('open', { count: numbers.length })}
      </Link>
    </>
  )
}
