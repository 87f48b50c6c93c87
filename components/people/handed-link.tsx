'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { DialogActions } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

/** What a dialog made and can be read this once: `note` says what becomes of it. */
export function HandedLink({
  url,
  label,
  note,
  onDone,
}: {
  url: string
  label?: string
  note: string
  onDone: () => void
}) {
  const t = useTranslations('people.link')
  const box = useRef<HTMLDivElement>(null)
  const [copied, setCopied] = useState(false)

  async function copy() {
    const input = box.current?.querySelector('input')
    if (input) selectAll(input)
    // a plain-HTTP address other than localhost has no clipboard: the selected text is there for Ctrl+C
    setCopied(await (navigator.clipboard?.writeText(url).then(yes, no) ?? document.execCommand('copy')))
  }
  return (
    <div className="grid gap-4">
      <div ref={box} className="flex items-end gap-2">
        <Field label={label ?? t('label')} className="min-w-0 flex-1">
          <Input
            readOnly
            autoFocus
            value={url}
            onFocus={(event) => selectAll(event.target)}
            className="font-mono text-xs!"
          />
        </Field>
        <Button variant={copied ? 'default' : 'primary'} onClick={() => void copy()} className="h-8!">
          {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          <span aria-live="polite">{copied ? t('copied') : t('copy')}</span>
        </Button>
      </div>
      <p className="text-ink-2">{note}</p>
      <DialogActions>
        <Button onClick={onDone}>{t('done')}</Button>
      </DialogActions>
    </div>
  )
}

function selectAll(input: HTMLInputElement) {
  input.select()
  // the browser shows the end of what is selected; the beginning says more
  requestAnimationFrame(() => {
    input.scrollLeft = 0
  })
}
const yes = () => true
const no = () => document.execCommand('copy')
