'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { useEditor, useSurroundings } from '../session-context'
import { MergeQuestion } from './question'
import type { Standoff } from './standoff'
import { mergeKeys, useMerge } from './use-merge'

/**
 * Two people changed the same thing: what both started from, theirs and mine, and the choice. Nothing is given up
 * before a person has chosen; what isn't chosen stays in the history.
 */
export function MergeView({ standoff }: { standoff: Standoff }) {
  const t = useTranslations('merge')
  const editor = useTranslations('editor')
  const { session } = useSurroundings()
  const theirName = useEditor((s) => s.server.revisedByName) || editor('theStudio')
  const merge = useMerge(session, standoff)
  const { points, open, ready, saving } = merge
  return (
    <section
      aria-label={t('title')}
      className="flex max-h-[70%] min-h-0 shrink-0 flex-col border-line border-b bg-sunken"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b bg-warn-soft px-7 py-2 max-sm:px-4">
        <div role="alert" className="min-w-0 flex-1 basis-60 text-warn text-xs">
          <b className="block">{editor('clashTitle')}</b>
          {t('hint', { name: theirName })}
        </div>
        <div className="flex gap-2">
          <Button size="sm" disabled={saving} onClick={() => void merge.saveAll('theirs')}>
            {editor('keepTheirs')}
          </Button>
          <Button size="sm" disabled={saving} onClick={() => void merge.saveAll('mine')}>
            {editor('keepMine')}
          </Button>
        </div>
      </div>
      <div className="grid min-h-0 flex-1 content-start gap-5 overflow-y-auto px-7 py-3 max-sm:px-4">
        {standoff.lost.length > 0 && <Lost standoff={standoff} />}
        {merge.asked.map((asked) => (
          <MergeQuestion key={asked.key} merge={merge} asked={asked} theirName={theirName} />
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-t bg-panel px-7 py-2 max-sm:px-4">
        <span role="status" className="text-ink-3 text-xs">
          {t('left', { open, count: points.length })}
        </span>
        {points.length > 1 && (
          <span
            aria-hidden="true"
            className="inline-flex items-center gap-1.5 text-ink-3 text-xs max-sm:hidden"
          >
            <Kbd keys={mergeKeys.next ?? ''} /> {t('next')}
          </span>
        )}
        <span className="flex-1" />
        <Button
          variant="primary"
          size="sm"
          keys={mergeKeys.save}
          disabled={!ready}
          busy={saving}
          onClick={() => void merge.save()}
        >
          {t('save')}
        </Button>
      </div>
    </section>
  )
}

/** What I typed into something that is not there any more: to read here, and kept in the history. */
function Lost({ standoff }: { standoff: Standoff }) {
  const t = useTranslations('merge')
  const texts = standoff.lost.flatMap((edit) =>
    edit.type === 'edit-text' && edit.insert ? [edit.insert] : [],
  )
  if (texts.length === 0) return null
  return (
    <section aria-label={t('lost')} className="grid gap-1">
      <h3 className="font-semibold text-sm">{t('lost')}</h3>
      {texts.map((text, i) => (
        // pieces have nothing but their order
        // biome-ignore lint/suspicious/noArrayIndexKey: they never change places
        <p key={i} className="whitespace-pre-wrap rounded-md border border-line bg-panel p-2 text-sm">
          {text}
        </p>
      ))}
    </section>
  )
}
