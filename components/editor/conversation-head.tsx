'use client'

import { useFormatter, useNow, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { HeadStrip } from '@/components/strip/strip'
import { Badge, type Tone } from '@/components/ui/badge'
import { mergeFrames } from '@/lib/conversations/frames'
import { partOf } from '@/lib/conversations/kind'
import type { Frame, Role } from '@/lib/conversations/schema'
import { lessonAt } from '@/lib/conversations/weights'
import type { Status } from '@/lib/examples/schema'
import { AlsoHere } from './also-here'
import { ReviewActions } from './review-actions'
import { SaveWord } from './save-word'
import { useEditor, useSurroundings } from './session-context'

export const statusTone: Record<Status, Tone> = {
  draft: 'neutral',
  in_review: 'accent',
  changes_requested: 'warn',
  approved: 'good',
  excluded: 'bad',
}
/** More would be thinner than a finger's or a pointer's width. */
const mostFrames = 120
const letterOf: Record<Role, string> = {
  system: 's',
  developer: 'd',
  user: 'u',
  assistant: 'a',
  tool: 't',
  function: 'f',
}

/** Over the conversation: which example, its state, what can be decided, and the strip. */
export function ConversationHead({ onMoveOn }: { onMoveOn: () => void }) {
  const t = useTranslations('editor')
  const format = useFormatter()
  const now = useNow({ updateInterval: 30_000 })
  const { session } = useSurroundings()
  const server = useEditor((s) => s.server)
  const status = useEditor((s) => s.shown.status)
  const reason = useEditor((s) => s.shown.statusReason)
  const trashed = useEditor((s) => s.shown.trashed)
  // the clock ticks slower than saves come
  const at = new Date(server.updatedAt)
  const { frames, size, counts } = useStripFrames()
  const conversation = useEditor((s) => s.shown.draft.conversation)
  const pair = server.kind === 'preference'
  const focusId = useEditor((s) => s.focusId)
  const ids = useEditor((s) => s.shown.draft.messageIds)
  const nameOf = (index: number) => {
    const part = partOf(conversation, index)
    return part === 'preferred' || part === 'rejected'
      ? t(`parts.${part}`)
      : t(`roles.${roleOf(frames[index])}`)
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2.5 border-b border-line px-7 py-3 max-sm:px-4">
      {/* the button of the drawer stands beside it */}
      <div className="flex min-h-7.5 flex-wrap items-center gap-x-2.5 gap-y-2 sm:max-xl:pr-5">
        <h1 className="text-base leading-none font-semibold">#{server.number}</h1>
        <Badge tone={statusTone[status]}>{t(`status.${status}`)}</Badge>
        {trashed && <Badge tone="bad">{t('inTrash')}</Badge>}
        <span className="truncate text-ink-3 max-lg:hidden">
          {t('revisionLine', {
            revision: server.revision,
            author: server.revisedByName || t('theStudio'),
            time: format.relativeTime(at, Math.max(now.getTime(), at.getTime())),
          })}
        </span>
        <AlsoHere />
        <span className="flex-1" />
        <SaveWord />
        <ReviewActions onMoveOn={onMoveOn} />
      </div>
      {status === 'changes_requested' && reason && (
        <p className="rounded-md bg-warn-soft px-2.5 py-1.5 text-warn">
          <b>{t('returnedBecause', { name: server.statusByName ?? t('theStudio') })}</b> {reason}
        </p>
      )}
      <div className="flex items-center gap-4">
        <HeadStrip
          frames={frames}
          focus={focusId === null ? -1 : Math.floor(ids.indexOf(focusId) / size)}
          label={(i) => {
            const tokens = frames[i]?.[1] ?? 0
            return size === 1
              ? t('frameLabel', { number: i + 1, role: nameOf(i), tokens })
              : t('framesLabel', { from: i * size + 1, to: Math.min(ids.length, (i + 1) * size), tokens })
          }}
          onJump={(i) => session.focus(ids[i * size] ?? null)}
        />
        <span className="shrink-0 text-xs text-ink-3">
          {pair ? t('pairLine', counts) : t('trainedLine', counts)}
        </span>
      </div>
    </div>
  )
}

const roleOf = (frame: Frame | undefined): Role =>
  (Object.entries(letterOf).find(([, letter]) => letter === frame?.[0])?.[0] as Role | undefined) ?? 'user'

/** Frames of what is shown now; tokens of a turn the server has not counted yet are guessed from its length. */
function useStripFrames() {
  const conversation = useEditor((s) => s.shown.draft.conversation)
  const ids = useEditor((s) => s.shown.draft.messageIds)
  const server = useEditor((s) => s.server)
  return useMemo(() => {
    const known = new Map(server.messageIds.map((id, i) => [id, server.messageTokens[i] ?? 0]))
    const frames = conversation.messages.map((message, i): Frame => {
      const text = typeof message.content === 'string' ? message.content : ''
      const tokens = known.get(ids[i] ?? '') ?? Math.ceil(text.length / 4)
      return [letterOf[message.role], tokens, lessonAt(conversation, i)]
    })
    const sum = (list: Frame[]) => list.reduce((total, frame) => total + frame[1], 0)
    const trained = frames.filter((frame) => frame[2] === 1)
    return {
      ...mergeFrames(frames, mostFrames),
      counts: {
        trained: trained.length,
        assistant: frames.filter((frame) => frame[2] >= 0).length,
        trainedTokens: sum(trained),
        rejectedTokens: sum(frames.filter((frame) => frame[2] === -2)),
        tokens: sum(frames),
      },
    }
  }, [conversation, ids, server])
}
