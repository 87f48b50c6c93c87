'use client'

import { useTranslations } from 'next-intl'
import { Note } from '@/components/ui/note'
import type { Preview, PreviewLine } from '@/lib/imports/schema'
import { useRejectionText } from './rejection-text'

const shownMessages = 4

/** The first lines of a file as they will be read: roles and texts, or what is wrong with a line. */
export function PreviewLines({ preview }: { preview: Preview }) {
  const t = useTranslations('imports.preview')
  const noneFits = preview.lines.length > 0 && preview.lines.every((line) => !line.ok)
  return (
    <div className="grid gap-3">
      {noneFits && (
        <Note tone="warn" role="status">
          {t('allRejected')}
        </Note>
      )}
      {preview.lines.length === 0 && <p className="text-ink-2">{t('none')}</p>}
      <ol className="grid">
        {preview.lines.map((line) => (
          <li
            key={line.record}
            className="grid gap-x-4 gap-y-1 border-line border-t py-2.5 sm:grid-cols-[72px_minmax(0,1fr)]"
          >
            <span className="text-ink-3 text-xs">{t('line', { line: line.line })}</span>
            {line.ok ? <Messages line={line} /> : <Rejected line={line} />}
          </li>
        ))}
      </ol>
    </div>
  )
}

function Messages({ line }: { line: Extract<PreviewLine, { ok: true }> }) {
  const t = useTranslations('imports.preview')
  const more = line.messages.length - shownMessages
  return (
    <dl className="grid grid-cols-[72px_minmax(0,1fr)] gap-x-3 gap-y-0.5">
      {line.messages.slice(0, shownMessages).map(({ role, text }, index) => (
        // messages of a preview never move
        // biome-ignore lint/suspicious/noArrayIndexKey: a place is all that tells them apart
        <div key={index} className="contents">
          <dt className="text-ink-3 text-xs leading-[1.6]">{role}</dt>
          <dd className="truncate">{text || <span className="text-ink-3">{t('noText')}</span>}</dd>
        </div>
      ))}
      {more > 0 && <dd className="col-start-2 text-ink-3 text-xs">{t('more', { count: more })}</dd>}
    </dl>
  )
}

function Rejected({ line }: { line: Extract<PreviewLine, { ok: false }> }) {
  const { title, fix } = useRejectionText()(line)
  return (
    <p className="text-warn">
      {title} <span className="text-ink-2">{fix}</span>
    </p>
  )
}
