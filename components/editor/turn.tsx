'use client'

import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { memo, useEffect, useRef } from 'react'
import { otherKeysOf, piecesOf, toolCallsOf } from '@/lib/conversations/pieces'
import { weightEdit } from '@/lib/conversations/turns'
import { isTrained } from '@/lib/conversations/weights'
import { MessagePieces } from './message-pieces'
import { OtherKeys } from './other-keys'
import { useEditor, useSurroundings } from './session-context'
import { ToolAnswer } from './tool-answer'
import { ToolCalls } from './tool-calls'
import { TurnMargin } from './turn-margin'
import { TurnTools } from './turn-tools'
import { WeightSwitch } from './weight-switch'

/** One message of the conversation: role and weight, the text, what is said about it. */
export const Turn = memo(function Turn({ id, index }: { id: string; index: number }) {
  const t = useTranslations('editor')
  const { session, attempt, mayEdit } = useSurroundings()
  const message = useEditor((s) => s.shown.draft.conversation.messages[index])
  const focused = useEditor((s) => s.focusId === id)
  const editing = useEditor((s) => s.editingId === id)
  const place = useRef<HTMLElement>(null)

  // outside system: the scroll position, when the focus moves here by key or by the strip
  useEffect(() => {
    if (focused) place.current?.scrollIntoView({ block: 'nearest' })
  }, [focused])

  if (!message) return null
  const assistant = message.role === 'assistant'
  const trained = isTrained(message)
  const pieces = piecesOf(message)
  const calls = toolCallsOf(message)
  return (
    <article
      ref={place}
      id={`turn-${id}`}
      aria-label={t('turnLabel', { number: index + 1, role: t(`roles.${message.role}`) })}
      aria-current={focused || undefined}
      onPointerDown={() => {
        if (!focused) session.focus(id)
      }}
      className={clsx(
        'turn relative grid scroll-my-4 gap-x-3.5 py-3 [grid-template-columns:78px_minmax(0,66ch)_minmax(0,190px)] max-lg:[grid-template-columns:78px_minmax(0,1fr)] max-sm:[grid-template-columns:minmax(0,1fr)]',
        focused && 'turn-focus',
      )}
    >
      <div className="grid content-start justify-items-start gap-1.5 pt-0.5 text-xs text-ink-3 max-sm:flex max-sm:items-center">
        <span className={clsx(assistant && trained && 'text-accent')}>{t(`roles.${message.role}`)}</span>
        {typeof message.name === 'string' && message.role !== 'tool' && (
          <span className="max-w-full truncate font-mono text-2xs">{message.name}</span>
        )}
        {assistant && (
          <WeightSwitch
            trained={trained}
            disabled={!mayEdit}
            label={t('weightLabel', { number: index + 1 })}
            onChange={(to) => attempt(() => session.act([weightEdit(message, id, to)]))}
          />
        )}
      </div>
      <div
        className={clsx(
          'min-w-0 text-base',
          assistant
            ? trained
              ? 'border-l-3 border-accent pl-3.5'
              : 'border-l-3 border-dashed border-line-strong pl-3.5 text-ink-3'
            : 'pl-[17px] max-sm:pl-0',
        )}
      >
        {message.role === 'tool' && <ToolAnswer message={message} id={id} />}
        <MessagePieces pieces={pieces} message={message} id={id} index={index} editing={editing} />
        {calls.length > 0 && <ToolCalls calls={calls} id={id} editing={editing} />}
        <OtherKeys keys={otherKeysOf(message)} id={id} />
        {focused && mayEdit && <TurnTools id={id} index={index} message={message} editing={editing} />}
      </div>
      <TurnMargin id={id} index={index} muted={assistant && !trained} />
    </article>
  )
})
