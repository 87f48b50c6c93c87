'use client'

import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { memo, type ReactNode } from 'react'
import { partOf } from '@/lib/conversations/kind'
import { otherKeysOf, piecesOf, toolCallsOf } from '@/lib/conversations/pieces'
import type { Json, Message } from '@/lib/conversations/schema'
import { weightEdit } from '@/lib/conversations/turns'
import { lessonAt } from '@/lib/conversations/weights'
import { AnswerName } from './answer-name'
import { AnswerTools } from './answer-tools'
import { Beside } from './beside'
import { MessagePieces } from './message-pieces'
import { OtherKeys } from './other-keys'
import { useEditor, useSurroundings } from './session-context'
import { ToolAnswer } from './tool-answer'
import { ToolCalls } from './tool-calls'
import { TurnMargin } from './turn-margin'
import { TurnTools } from './turn-tools'
import { WeightSwitch } from './weight-switch'

/**
 * One message of the conversation: role and weight, the text, what is said about it. An answer of a preference example
 * stands in a column of its own; `compared` takes the place of its text while that isn't edited.
 */
export const Turn = memo(function Turn({
  id,
  index,
  compared,
}: {
  id: string
  index: number
  compared?: ReactNode
}) {
  const t = useTranslations('editor')
  const { session, attempt, mayEdit } = useSurroundings()
  const message = useEditor((s) => s.shown.draft.conversation.messages[index])
  const part = useEditor((s) => partOf(s.shown.draft.conversation, index))
  const lesson = useEditor((s) => lessonAt(s.shown.draft.conversation, index))
  const count = useEditor((s) => s.shown.draft.messageIds.length)
  const focused = useEditor((s) => s.focusId === id)
  const editing = useEditor((s) => s.editingId === id)
  const beside = useEditor((s) => s.besideId === id)

  if (!message) return null
  const answer = part === 'preferred' || part === 'rejected' ? part : null
  const speaker = answer ? t(`parts.${answer}`) : t(`roles.${message.role}`)
  const pieces = piecesOf(message)
  const calls = toolCallsOf(message)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys that move among turns are the workspace's
    <article
      id={`turn-${id}`}
      tabIndex={-1}
      aria-posinset={index + 1}
      aria-setsize={count}
      aria-label={t('turnLabel', { number: index + 1, role: speaker })}
      aria-current={focused || undefined}
      // what is pressed must not move before it is let go: the turn that had the focus loses its tools
      onPointerDown={({ target }) => {
        if (!focused && !(target as Element).closest('button, a')) session.focus(id)
      }}
      onClick={() => {
        if (!focused) session.focus(id)
      }}
      className={clsx(
        'turn relative grid outline-none scroll-my-4 gap-x-3.5 py-3',
        answer ? 'content-start gap-y-1.5' : columns,
        focused && 'turn-focus',
      )}
    >
      <div className="grid content-start justify-items-start gap-1.5 pt-0.5 text-xs text-ink-3 max-sm:flex max-sm:items-center">
        {answer ? (
          <AnswerName part={answer} />
        ) : (
          <span className={clsx(lesson === 1 && 'text-accent')}>{speaker}</span>
        )}
        {typeof message.name === 'string' && message.role !== 'tool' && (
          <span className="max-w-full truncate font-mono text-2xs">{message.name}</span>
        )}
        {(lesson === 1 || lesson === 0) && !answer && (
          <WeightSwitch
            trained={lesson === 1}
            disabled={!mayEdit}
            label={t('weightLabel', { number: index + 1 })}
            onChange={(to) => attempt(() => session.act([weightEdit(message, id, to)]))}
          />
        )}
      </div>
      <div
        className={clsx(
          'min-w-0 text-base',
          lesson === 1 && 'border-l-3 border-accent pl-3.5',
          lesson === 0 && 'border-l-3 border-dashed border-line-strong pl-3.5 text-ink-3',
          lesson === -1 && 'pl-[17px] max-sm:pl-0',
          lesson === -2 && 'answer-rejected border-l-3 pl-3.5',
        )}
      >
        {message.role === 'tool' && <ToolAnswer message={message} id={id} />}
        {compared !== undefined && !editing ? (
          compared
        ) : (
          <MessagePieces
            pieces={pieces}
            message={message}
            id={id}
            index={index}
            speaker={speaker}
            editing={editing}
          />
        )}
        {calls.length > 0 && <ToolCalls calls={calls} id={id} editing={editing} />}
        <OtherKeys keys={part ? withWeight(message) : otherKeysOf(message)} id={id} />
        {focused && mayEdit && answer && <AnswerTools id={id} editing={editing} />}
        {focused && mayEdit && !answer && (
          <TurnTools id={id} index={index} message={message} editing={editing} />
        )}
        {beside && <Beside id={id} index={index} />}
      </div>
      <TurnMargin id={id} index={index} muted={lesson === 0} below={answer !== null} />
    </article>
  )
})

const columns =
  '[grid-template-columns:78px_minmax(0,66ch)_minmax(0,190px)] max-lg:[grid-template-columns:78px_minmax(0,1fr)] max-sm:[grid-template-columns:minmax(0,1fr)]'

// a weight means nothing in a preference example: it has no switch there, and can only be removed
const withWeight = (message: Message): [string, Json][] => [
  ...Object.entries(message).filter(([key]) => key === 'weight'),
  ...otherKeysOf(message),
]
