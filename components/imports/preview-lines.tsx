'use client'

import { useTranslations } from 'next-intl'
import { Strip } from '@/components/strip/strip'
import { Badge } from '@/components/ui/badge'
import { Note } from '@/components/ui/note'
import type { Preview, PreviewLine, PreviewNote } from '@/lib/imports/schema'
import { useRejectionText } from './rejection-text'

const shownMessages = 4

/** The first records: as they stand in the file, and what becomes of them. */
export function PreviewLines({ preview }: { preview: Preview }) {
  const t = useTranslations('imports.preview')
  const { records, ok } = preview.sample
  return (
    <div className="grid gap-3">
      {records > 0 && ok < records && (
        <Note tone="warn" role="status">
          {ok === 0 ? t('allRejected') : t('someRejected', { rejected: records - ok, records })}
        </Note>
      )}
      {preview.lines.length === 0 && (
        <p className="text-ink-2">{preview.records === 0 ? t('nothing') : t('none')}</p>
      )}
      <ol className="grid">
        {preview.lines.map((line) => (
          <li
            key={line.record}
            className="grid gap-x-5 gap-y-2 border-line border-t py-3 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"
          >
            <figure className="grid min-w-0 content-start gap-1">
              <figcaption className="text-ink-3 text-xs">{t('line', { line: line.line })}</figcaption>
              <pre className="max-h-36 overflow-y-auto whitespace-pre-wrap break-words rounded-md bg-sunken p-2 font-mono text-2xs text-ink-2 leading-[1.5]">
                {line.raw}
              </pre>
            </figure>
            {line.ok ? <Conversation line={line} /> : <Rejected line={line} />}
          </li>
        ))}
      </ol>
    </div>
  )
}

function Conversation({ line }: { line: Extract<PreviewLine, { ok: true }> }) {
  const t = useTranslations('imports.preview')
  const more = line.messages.length - shownMessages
  return (
    <div className="grid min-w-0 content-start gap-1.5">
      <div className="flex items-center gap-3">
        <Strip frames={line.strip} className="max-w-60 flex-1" />
        {line.kind === 'preference' && <Badge>{t('preference')}</Badge>}
      </div>
      <dl className="grid grid-cols-[84px_minmax(0,1fr)] gap-x-3 gap-y-0.5">
        {line.messages.slice(0, shownMessages).map(({ role, text, calls, trained, part }, index) => (
          // messages of a preview never move
          // biome-ignore lint/suspicious/noArrayIndexKey: a place is all that tells them apart
          <div key={index} className="contents">
            <dt className="text-ink-3 text-xs leading-[1.6]">
              {part === 'preferred' || part === 'rejected' ? t(part) : role}
              {trained === false && line.kind === 'chat' && (
                <span className="block text-2xs">{t('weightZero')}</span>
              )}
            </dt>
            <dd className="line-clamp-3 break-words">
              {text}
              {calls > 0 && <span className="text-ink-2"> {t('calls', { calls })}</span>}
              {!text && calls === 0 && <span className="text-ink-3">{t('noText')}</span>}
            </dd>
          </div>
        ))}
        {more > 0 && <dd className="col-start-2 text-ink-3 text-xs">{t('more', { count: more })}</dd>}
      </dl>
      {line.notes.length > 0 && <Notes codes={line.notes} />}
    </div>
  )
}

function Notes({ codes }: { codes: PreviewNote[] }) {
  const t = useTranslations('imports.notes')
  return (
    <ul className="grid gap-0.5 text-ink-2 text-xs">
      {codes.map((code) => (
        <li key={code}>{t(code)}</li>
      ))}
    </ul>
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
