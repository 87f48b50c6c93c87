'use client'

import { useTranslations } from 'next-intl'
import { MarkedText } from '@/components/ui/marked-text'
import type { Question } from '@/lib/conversations/merge'
import type { Side } from '@/lib/conversations/merge-texts'
import type { Json, Message } from '@/lib/conversations/schema'
import { diffWords } from '@/lib/conversations/word-diff'
import { useEditor } from '../session-context'
import type { Asked, StateQuestion } from './answers'
import { SideChoice } from './side-choice'
import { Nothing, Pane, TextQuestion } from './text-question'
import type { Merge } from './use-merge'

const worded = (value: Json | undefined): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value, null, 1)
const textOf = (message: Message): string => worded(message.content)

/** One question with its heading: which turn, what of it. */
export function MergeQuestion({
  merge,
  asked,
  theirName,
}: {
  merge: Merge
  asked: Asked
  theirName: string
}) {
  const title = useTitle(asked)
  const point = merge.points.find((p) => p.asked === asked)
  return (
    <section aria-label={title} className="grid gap-2">
      <h3 className="font-semibold text-sm">{title}</h3>
      {asked.kind === 'text' && <TextQuestion merge={merge} asked={asked} theirName={theirName} />}
      {asked.kind === 'deleted' && <DeletedTexts asked={asked} theirName={theirName} />}
      {asked.kind !== 'text' && point && <Sides merge={merge} asked={asked} point={point} title={title} />}
    </section>
  )
}

function useTitle(asked: Asked): string {
  const t = useTranslations('merge')
  const editor = useTranslations('editor')
  const ids = useEditor((s) => s.shown.draft.messageIds)
  const messages = useEditor((s) => s.shown.draft.conversation.messages)
  if (asked.kind === 'state') return t(`states.${asked.key}`)
  if (asked.kind === 'order') return t('order')
  const index = asked.messageId === null ? -1 : ids.indexOf(asked.messageId)
  const role = messages[index]?.role
  const turn = role ? t('turn', { number: index + 1, role: editor(`roles.${role}`) }) : t('line')
  if (asked.kind === 'deleted') return t(asked.by === 'mine' ? 'deletedByMe' : 'deletedByThem')
  if (asked.kind === 'stranded') return t('stranded')
  const path = asked.path.join(' › ')
  return path === 'content' ? turn : `${turn} · ${path}`
}

function DeletedTexts({
  asked,
  theirName,
}: {
  asked: Extract<Question, { kind: 'deleted' }>
  theirName: string
}) {
  const t = useTranslations('merge')
  return (
    <div className="grid gap-2 lg:grid-cols-2">
      <Pane title={t('base')} pieces={[{ text: textOf(asked.base), mark: 'same' }]} />
      <Pane
        title={asked.by === 'mine' ? t('theirs', { name: theirName }) : t('mine')}
        pieces={diffWords(textOf(asked.base), textOf(asked.message))}
      />
    </div>
  )
}

function Sides({
  merge,
  asked,
  point,
  title,
}: {
  merge: Merge
  asked: Exclude<Asked, { kind: 'text' }>
  point: Merge['points'][number]
  title: string
}) {
  const contents = useContents(asked)
  const sides: Side[] = ['theirs', 'mine']
  return (
    <SideChoice
      merge={merge}
      point={point}
      name={title}
      options={sides.map((side) => ({ side, content: contents[side as 'theirs' | 'mine'] }))}
    />
  )
}

function useContents(asked: Exclude<Asked, { kind: 'text' }>) {
  const t = useTranslations('merge')
  const order = useOrder()
  const states = useStates()
  switch (asked.kind) {
    case 'value': {
      const [base, theirs, mine] = [asked.base, asked.theirs, asked.mine].map(worded) as [
        string,
        string,
        string,
      ]
      const marked = (text: string) =>
        text === '' ? (
          <Nothing />
        ) : (
          <MarkedText pieces={diffWords(base, text).filter((p) => p.mark !== 'removed')} />
        )
      return { theirs: marked(theirs), mine: marked(mine) }
    }
    case 'deleted': {
      const [gone, kept] = [t('deleteIt'), t('keepIt')]
      return asked.by === 'mine' ? { theirs: kept, mine: gone } : { theirs: gone, mine: kept }
    }
    case 'stranded':
      return { theirs: t('leaveOut'), mine: textOf(asked.message) || <Nothing /> }
    case 'order':
      return { theirs: order(asked.theirs), mine: order(asked.mine) }
    case 'state':
      return states(asked)
  }
}

/** An order of turns by their first words. */
function useOrder() {
  const { conversation, messageIds } = useEditor((s) => s.shown.draft)
  return (ids: readonly string[]) =>
    ids
      .map((id) => conversation.messages[messageIds.indexOf(id)])
      .flatMap((message) => (message ? [`${message.role}: ${textOf(message).slice(0, 40)}`] : []))
      .join('\n')
}

function useStates() {
  const t = useTranslations('merge')
  const editor = useTranslations('editor')
  const server = useEditor((s) => s.server)
  return ({ key, mine }: StateQuestion) => {
    if (key === 'approval') return { theirs: t('dontApprove'), mine: t('approveNow') }
    if (mine.type === 'set-status')
      return { theirs: editor(`status.${server.status}`), mine: editor(`status.${mine.to}`) }
    if (mine.type === 'set-trashed')
      return { theirs: t(`trashed.${server.trashed}`), mine: t(`trashed.${mine.to}`) }
    return {
      theirs: server.sourceKey ?? <Nothing />,
      mine: (mine.type === 'set-source-key' && mine.to) || <Nothing />,
    }
  }
}
