'use client'

import { useQuery } from '@tanstack/react-query'
import clsx from 'clsx'
import { useFormatter, useTranslations } from 'next-intl'
import { useEditor, useSurroundings } from '@/components/editor/session-context'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { MarkedText } from '@/components/ui/marked-text'
import { Skeleton } from '@/components/ui/skeleton'
import { getRevisionText } from '@/lib/examples/client'
import type { HistoryGroup } from './describe'
import { SetAsideList } from './set-aside-list'
import { diffTurns, draftOf, foldSame, type TurnChange } from './turn-diff'
import { useDeeds } from './use-deeds'

/** What a stretch of history did, turn by turn, and the way back to how it was after it. */
export function RevisionDialog({
  group,
  current,
  onClose,
}: {
  group: HistoryGroup
  current: number
  onClose: () => void
}) {
  const t = useTranslations('history')
  const format = useFormatter()
  const say = useDeeds()
  const { session, mayEdit, attempt } = useSurroundings()
  const clean = useEditor((s) => s.waiting.length === 0)
  const { data } = useQuery({
    queryKey: ['revision', session.datasetId, session.number, group.from, group.to],
    queryFn: async () => {
      const [before, after] = await Promise.all(
        [Math.max(1, group.from - 1), group.to].map((n) =>
          getRevisionText(session.datasetId, session.number, n),
        ),
      )
      if (!before?.ok || !after?.ok) return null
      return diffTurns(
        draftOf(before.value.text, before.value.messageIds),
        draftOf(after.value.text, after.value.messageIds),
      )
    },
  })
  const restore = () =>
    attempt(() => {
      session.act([{ type: 'restore-revision', from: current, to: group.to }])
      onClose()
    })
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={t('revisionTitle', { revision: group.to })}
      description={`${group.authorName || t('theStudio')} · ${format.dateTime(new Date(group.at), { dateStyle: 'medium', timeStyle: 'short' })} · ${say(group)}`}
      actions={
        <>
          <Button onClick={onClose}>{t('close')}</Button>
          {mayEdit && group.to < current && (
            <Button variant="primary" disabled={!clean} onClick={restore}>
              {t('restore', { revision: group.to })}
            </Button>
          )}
        </>
      }
    >
      <SetAsideList edits={group.edits} name={group.authorName || t('theStudio')} onDone={onClose} />
      {data ? (
        <ol className="grid gap-3">
          {foldSame(data).map((line) =>
            'same' in line ? (
              <li key={line.id} className="border-line border-l-3 pl-3 text-ink-3 text-xs">
                {t('sameTurns', { count: line.same })}
              </li>
            ) : (
              <TurnLine key={line.id} turn={line} />
            ),
          )}
        </ol>
      ) : (
        <Skeleton className="h-40" />
      )}
    </Dialog>
  )
}

function TurnLine({ turn }: { turn: TurnChange }) {
  const t = useTranslations('history')
  const editor = useTranslations('editor')
  const roleWord = (role: string) => editor(`roles.${role}`)
  return (
    <li
      className={clsx('border-l-3 pl-3', turn.change === 'same' ? 'border-line text-ink-3' : 'border-accent')}
    >
      <p className="text-xs text-ink-3">
        {turn.part === 'preferred' || turn.part === 'rejected'
          ? editor(`parts.${turn.part}`)
          : turn.roleFrom
            ? `${roleWord(turn.roleFrom)} → ${roleWord(turn.role)}`
            : roleWord(turn.role)}
        {turn.change !== 'same' && turn.change !== 'changed' && ` · ${t(`turn.${turn.change}`)}`}
        {turn.moved && ` · ${t('turn.moved')}`}
        {turn.weightFrom !== null && turn.weight !== null && turn.weightFrom !== turn.weight && (
          <b className="text-ink"> · {t('turn.weight', { from: turn.weightFrom, to: turn.weight })}</b>
        )}
      </p>
      <p className={clsx('whitespace-pre-wrap text-sm', turn.change === 'same' && 'line-clamp-2')}>
        <MarkedText pieces={turn.pieces} />
      </p>
    </li>
  )
}
