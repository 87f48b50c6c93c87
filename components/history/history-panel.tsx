'use client'

import { useQuery } from '@tanstack/react-query'
import { useFormatter, useNow, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useEditor, useSurroundings } from '@/components/editor/session-context'
import { Button } from '@/components/ui/button'
import { useLazy } from '@/components/ui/use-lazy'
import { warmLater } from '@/components/ui/warm-up'
import { listRevisions } from '@/lib/examples/client'
import { groupRevisions, type HistoryGroup } from './describe'
import { useDeeds } from './use-deeds'

const loadDialog = warmLater(() => import('./revision-dialog').then((module) => module.RevisionDialog))

/** Who did what to the open example, newest first; a line opens its diff and the way back. */
export function HistoryPanel() {
  const t = useTranslations('history')
  const { session, mayEdit, makePair } = useSurroundings()
  const revision = useEditor((s) => s.server.revision)
  const approvedChat = useEditor((s) => s.shown.status === 'approved' && s.server.kind === 'chat')
  const [shown, setShown] = useState<HistoryGroup | null>(null)
  const close = () => setShown(null)
  const RevisionDialog = useLazy(loadDialog, shown !== null, close)
  const { data } = useQuery({
    queryKey: ['history', session.datasetId, session.number, revision],
    queryFn: async () => {
      const answer = await listRevisions(session.datasetId, session.number)
      return answer.ok ? answer.value.revisions : []
    },
    placeholderData: (before) => before,
  })
  const groups = groupRevisions(data ?? [])
  const returned = data?.some(({ statusAfter }) => statusAfter === 'changes_requested')
  return (
    <section className="px-4 py-3.5" aria-label={t('title')} id="history">
      <h3 className="mb-2 flex items-center justify-between text-xs font-semibold">
        {t('title')}
        <small className="font-normal text-2xs text-ink-3">{t('count', { count: revision })}</small>
      </h3>
      {groups.length === 0 ? (
        <p className="text-ink-3">{t('untouched')}</p>
      ) : (
        <ol className="-mx-1.5 grid gap-0.5">
          {groups.map((group) => (
            <li key={group.key}>
              <HistoryLine group={group} onOpen={() => setShown(group)} />
            </li>
          ))}
        </ol>
      )}
      {mayEdit && approvedChat && returned && (
        <Button size="sm" className="mt-2" onClick={() => void makePair({ from: 'returned' })}>
          {t('pairFromReturned')}
        </Button>
      )}
      {shown && RevisionDialog && <RevisionDialog group={shown} current={revision} onClose={close} />}
    </section>
  )
}

function HistoryLine({ group, onOpen }: { group: HistoryGroup; onOpen: () => void }) {
  const t = useTranslations('history')
  const format = useFormatter()
  const now = useNow({ updateInterval: 60_000 })
  const at = new Date(group.at)
  const say = useDeeds()
  return (
    <button
      type="button"
      onClick={onOpen}
      className="w-full rounded-md px-1.5 py-1 text-left text-ink-2 hover:bg-hover hover:text-ink"
    >
      <span className="font-[550] text-ink">{group.authorName || t('theStudio')}</span>{' '}
      {group.isUndo && `${t('undid')}: `}
      {say(group)}
      <span className="text-ink-3"> · {format.relativeTime(at, Math.max(now.getTime(), at.getTime()))}</span>
    </button>
  )
}
