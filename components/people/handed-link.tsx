'use client'

import { Check, Copy } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { DialogActions } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { HandedLink as Link } from '@/lib/people/schema'

/** A one-time link, the only time it can be read: stands in a dialog that made it. */
export function HandedLink({ link, onDone }: { link: Link; onDone: () => void }) {
  const t = useTranslations('people.link')
  const format = useFormatter()
  const box = useRef<HTMLDivElement>(null)
  const [copied, setCopied] = useState(false)

  async function copy() {
    const input = box.current?.querySelector('input')
    if (input) selectAll(input)
    // a plain-HTTP address other than localhost has no clipboard: the selected text is there for Ctrl+C
    setCopied(await (navigator.clipboard?.writeText(link.url).then(yes, no) ?? document.execCommand('copy')))
  }
  return (
    <div className="grid gap-4">
      <div ref={box} className="flex items-end gap-2">
        <Field label={t('label')} className="min-w-0 flex-1">
          <Input
            readOnly
            autoFocus
            value={link.url}
            onFocus={(event) => selectAll(event.target)}
            className="font-mono text-xs!"
          />
        </Field>
        <Button variant={copied ? 'default' : 'primary'} onClick={() => void copy()} className="h-8!">
          {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          <span aria-live="polite">{copied ? t('copied') : t('copy')}</span>
        </Button>
      </div>
      <p className="text-ink-2">
        {t('once', { until: format.dateTime(new Date(link.expiresAt), { dateStyle: 'long' }) })}
      </p>
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
