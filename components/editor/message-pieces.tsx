'use client'

import { ImageIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { LazyMarkdown } from '@/components/ui/lazy-markdown'
import { longFrom } from '@/lib/conversations/parts'
import type { Piece } from '@/lib/conversations/pieces'
import type { Message } from '@/lib/conversations/schema'
import { setField } from '@/lib/conversations/turns'
import { GrowingText } from './growing-text'
import { LongText } from './long-text'
import { useSurroundings } from './session-context'

/** The content of a message: read as text or Markdown, edited in place. */
export function MessagePieces({
  pieces,
  message,
  id,
  index,
  speaker,
  editing,
}: {
  pieces: Piece[]
  message: Message
  id: string
  index: number
  /** Who says it, in words. */
  speaker: string
  editing: boolean
}) {
  const t = useTranslations('editor')
  const { session, mayEdit, attempt } = useSurroundings()
  const firstText = pieces.findIndex((p) => p.kind === 'text' || p.kind === 'refusal')
  if (editing && firstText < 0) {
    return (
      <button
        type="button"
        ref={(button) => button?.focus({ preventScroll: true })}
        className="text-sm text-accent underline underline-offset-4"
        onClick={() => attempt(() => session.act([setField(id, ['content'], message.content, '')]))}
      >
        {t('addText')}
      </button>
    )
  }
  return (
    <div className="grid gap-2">
      {pieces.map((piece, i) => (
        <PieceView
          key={'path' in piece ? piece.path.join('/') : `image-${i}`}
          piece={piece}
          id={id}
          editing={editing}
          autoFocus={editing && i === firstText}
          label={t('textLabel', { number: index + 1, role: speaker })}
          onOpen={() => mayEdit && session.edit(id)}
        />
      ))}
    </div>
  )
}

function PieceView({
  piece,
  id,
  editing,
  autoFocus,
  label,
  onOpen,
}: {
  piece: Piece
  id: string
  editing: boolean
  autoFocus: boolean
  label: string
  onOpen: () => void
}) {
  const t = useTranslations('editor')
  const { session, markdown, attempt } = useSurroundings()
  if (piece.kind === 'image') return <ImagePart url={piece.url} />
  if (piece.kind === 'other')
    return (
      <pre className="overflow-x-auto rounded-md bg-sunken p-2 font-mono text-xs">
        {JSON.stringify(piece.value, null, 2)}
      </pre>
    )
  if (piece.text.length >= longFrom)
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: as below
      <div onDoubleClick={onOpen} data-path={piece.path.join('/')}>
        <LongText
          text={piece.text}
          label={label}
          editing={editing}
          autoFocus={autoFocus}
          onText={(at, base, text) => attempt(() => session.type(id, piece.path, base, text, at))}
          onLeave={() => session.edit(null)}
          onCaret={(at) => session.caretAt(id, piece.path, at)}
        />
      </div>
    )
  if (editing) {
    return (
      <GrowingText
        value={piece.text}
        label={label}
        autoFocus={autoFocus}
        onText={(base, text) => attempt(() => session.type(id, piece.path, base, text))}
        onLeave={() => session.edit(null)}
        onCaret={(at) => session.caretAt(id, piece.path, at)}
      />
    )
  }
  const read = (
    <div data-path={piece.path.join('/')} className={markdown ? undefined : 'whitespace-pre-wrap'}>
      {markdown ? <LazyMarkdown text={piece.text} /> : piece.text}
    </div>
  )
  return (
    // a double click is a comfort beside the button and the key that do the same
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div data-text="" onDoubleClick={onOpen}>
      {piece.kind === 'refusal' && <span className="text-xs text-ink-3">{t('refusalPart')}</span>}
      {piece.text === '' ? <span className="text-sm text-ink-3 italic">{t('emptyText')}</span> : read}
    </div>
  )
}

function ImagePart({ url }: { url: string }) {
  const t = useTranslations('editor')
  const embedded = url.startsWith('data:')
  const name = embedded ? t('imageEmbedded', { type: url.slice(5, url.indexOf(';')) }) : url
  return (
    <p className="flex items-center gap-2 text-sm">
      <ImageIcon className="size-4 shrink-0 text-ink-3" aria-hidden="true" />
      {embedded || !/^https?:/.test(url) ? (
        <span className="truncate">{name}</span>
      ) : (
        <a
          href={url}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="truncate text-accent underline underline-offset-4"
        >
          {t('image')}: {name}
        </a>
      )}
    </p>
  )
}
