'use client'

import { Check, ChevronRight, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { TrainFacts } from '@/lib/exports/format'
import { type ExportFormat, formatOf } from '@/lib/exports/words'

/** How to train on the files of an export, ready to run beside them. */
export function TrainSnippet({ format, facts }: { format: ExportFormat; facts: TrainFacts }) {
  const t = useTranslations('exports.format')
  const code = useRef<HTMLElement>(null)
  const [copied, setCopied] = useState('')
  const { snippet, label } = formatOf(format)
  if (!snippet) return null
  const { text, language } = snippet(facts)

  async function copy() {
    // a plain-HTTP address other than localhost has no clipboard: the selected text is there for Ctrl+C
    if (code.current) getSelection()?.selectAllChildren(code.current)
    const done = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    )
    if (done) setCopied(text)
  }
  return (
    <details className="group/snippet min-w-0">
      <summary className="flex cursor-pointer list-none items-center gap-1.5 py-1 font-[550]">
        <ChevronRight aria-hidden="true" className="size-3.5 text-ink-3 group-open/snippet:rotate-90" />
        {t('snippet')}
        <span className="font-normal text-ink-3 text-xs">{label}</span>
      </summary>
      <div className="grid gap-2 pt-1.5">
        <p className="flex flex-wrap items-center justify-between gap-2 text-ink-2 text-xs">
          {t('snippetHint')}
          <Button size="sm" onClick={() => void copy()}>
            {copied === text ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
            <span aria-live="polite">{copied === text ? t('copied') : t('copy')}</span>
          </Button>
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys */}
        <pre tabIndex={0} className="overflow-x-auto rounded-md bg-sunken p-3 text-xs leading-relaxed">
          <code ref={code} lang="en" data-language={language} className="font-mono">
            {text}
          </code>
        </pre>
      </div>
    </details>
  )
}
