'use client'

import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { useDeferredValue, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Markdown } from '@/components/ui/markdown'
import { Note } from '@/components/ui/note'
import { Page } from '@/components/ui/page'
import { Segmented } from '@/components/ui/segmented'
import { Textarea } from '@/components/ui/textarea'
import { useGuidelinesDraft } from './guidelines-draft'
import { SaveMark } from './save-mark'

// both scroll by themselves, so that the state of saving, and a conflict, stay in sight
const paneHeight =
  'h-[max(18rem,calc(100dvh-var(--header)-15rem))] lg:h-[max(18rem,calc(100dvh-var(--header)-9.5rem))]'

type Side = 'write' | 'preview'

/** Markdown beside what it looks like; on a narrow screen one of the two. */
export function GuidelinesEditor({
  datasetId,
  text: stored,
  revision,
}: {
  datasetId: string
  text: string
  revision: number
}) {
  const t = useTranslations('guidelines')
  const { text, view, change, resolve, leave } = useGuidelinesDraft(datasetId, { text: stored, revision })
  const [side, setSide] = useState<Side>('write')
  const shown = useDeferredValue(text)
  const preview = shown.trim() ? <Markdown text={shown} /> : <p className="text-ink-3">{t('previewEmpty')}</p>

  return (
    <Page title={t('title')} lede={t('lede')} actions={<SaveMark state={view.state} />}>
      <div className="grid gap-4">
        {view.state === 'refused' && (
          <Note tone="bad" role="alert">
            {view.message}
          </Note>
        )}
        {view.theirs !== null && <Conflict theirs={view.theirs} onResolve={resolve} />}
        <Segmented
          label={t('side')}
          value={side}
          options={[
            { value: 'write', label: t('write') },
            { value: 'preview', label: t('preview') },
          ]}
          onChange={setSide}
          className="justify-self-start lg:hidden"
        />
        <div className="grid gap-8 lg:grid-cols-2">
          <Textarea
            aria-label={t('title')}
            value={text}
            placeholder={t('placeholder')}
            onChange={(event) => change(event.target.value)}
            onBlur={leave}
            className={clsx(
              'field-sizing-fixed! resize-none bg-panel! px-4! py-3! font-mono text-xs! leading-relaxed',
              paneHeight,
              side === 'preview' && 'max-lg:hidden',
            )}
          />
          <section
            aria-label={t('preview')}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
            tabIndex={0}
            className={clsx(
              'min-w-0 overflow-y-auto py-3 pr-3',
              paneHeight,
              side === 'write' && 'max-lg:hidden',
            )}
          >
            {preview}
          </section>
        </div>
      </div>
    </Page>
  )
}

function Conflict({ theirs, onResolve }: { theirs: string; onResolve: (choice: 'mine' | 'theirs') => void }) {
  const t = useTranslations('guidelines.conflict')
  return (
    <Note
      tone="warn"
      role="alert"
      title={t('title')}
      className="sticky top-[calc(var(--header)+0.5rem)] z-10 grid gap-3 text-sm!"
    >
      <p>{t('text')}</p>
      <details>
        <summary className="underline underline-offset-3">{t('show')}</summary>
        <pre className="mt-2 max-h-72 overflow-auto whitespace-pre-wrap rounded-md bg-panel p-3 font-mono text-ink text-xs">
          {theirs}
        </pre>
      </details>
      <span className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => onResolve('mine')}>
          {t('mine')}
        </Button>
        <Button size="sm" onClick={() => onResolve('theirs')}>
          {t('theirs')}
        </Button>
      </span>
    </Note>
  )
}
