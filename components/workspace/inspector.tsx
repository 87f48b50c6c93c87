'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { memo, useState } from 'react'
import { DistributionChart } from '@/components/distribution/chart'
import { type EditorSurroundings, SessionProvider } from '@/components/editor/session-context'
import { HistoryPanel } from '@/components/history/history-panel'
import { Facts } from '@/components/inspector/facts'
import { TagPicker } from '@/components/inspector/tag-picker'
import { useAfterPaint } from '@/components/ui/after-paint'
import { Checkbox } from '@/components/ui/checkbox'
import { LazyMarkdown } from '@/components/ui/lazy-markdown'
import type { TagGroup } from '@/lib/tags/schema'
import { SecondReaderSection } from './second-reader-section'

/** The right pane: tags of the open example, the distribution, guidelines, origin and history. */
export function Inspector({
  dataset,
  groups,
  q,
  surroundings,
  markdown,
  onMarkdown,
  onFilter,
}: {
  dataset: { id: string; guidelines: string }
  groups: TagGroup[]
  q: string
  surroundings: EditorSurroundings | null
  markdown: boolean
  onMarkdown: (on: boolean) => void
  onFilter: (term: string, alone: boolean) => void
}) {
  const t = useTranslations('inspector')
  const [reading, setReading] = useState(false)
  const behind = useAfterPaint(surroundings)
  return (
    <>
      {surroundings && (
        <SessionProvider value={surroundings} key={`tags-${surroundings.session.number}`}>
          <TagPicker />
        </SessionProvider>
      )}
      <DistributionChart datasetId={dataset.id} groups={groups} q={q} onFilter={onFilter} />
      <details
        className="border-line border-b px-4 py-3.5"
        id="guidelines"
        onToggle={(event) => setReading(event.currentTarget.open)}
      >
        <summary className="text-xs font-semibold">{t('guidelines')}</summary>
        <div className="mt-2">
          {dataset.guidelines.trim() === '' ? (
            <Link className="underline underline-offset-2" href={`/datasets/${dataset.id}/guidelines`}>
              {t('writeGuidelines')}
            </Link>
          ) : (
            reading && <LazyMarkdown text={dataset.guidelines} />
          )}
        </div>
      </details>
      <div className="border-line border-b px-4 py-3">
        <Checkbox
          label={t('markdown')}
          checked={markdown}
          onChange={(event) => onMarkdown(event.target.checked)}
        />
      </div>
      <div inert={behind?.session !== surroundings?.session}>
        <Behind surroundings={behind} />
      </div>
    </>
  )
}

/** What the eye comes to last: it follows the open example once that is painted. */
const Behind = memo(function Behind({ surroundings }: { surroundings: EditorSurroundings | null }) {
  if (!surroundings) return null
  return (
    <SessionProvider value={surroundings} key={surroundings.session.number}>
      <SecondReaderSection />
      <Facts />
      <HistoryPanel />
    </SessionProvider>
  )
})
