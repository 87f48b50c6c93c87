'use client'

import { PanelRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Conversation } from '@/components/editor/conversation'
import { SessionProvider } from '@/components/editor/session-context'
import { FindingsWatch } from '@/components/findings/findings-watch'
import { QueuePane } from '@/components/queue/queue-pane'
import { neighbourOf, useList } from '@/components/queue/use-list'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { IconButton } from '@/components/ui/icon-button'
import { SignInLink } from '@/components/ui/sign-in-link'
import { useLazy } from '@/components/ui/use-lazy'
import { warmLater } from '@/components/ui/warm-up'
import type { PairWish } from '@/lib/alternatives/schema'
import type { DatasetRole } from '@/lib/auth/schema'
import { parseQuery } from '@/lib/query/parse'
import { printQuery } from '@/lib/query/print'
import { withTerm } from '@/lib/query/terms'
import type { TagGroup } from '@/lib/tags/schema'
import { BulkSection } from './bulk-section'
import { Footer } from './footer'
import { Inspector } from './inspector'
import { PresenceProvider, usePresence } from './presence-context'
import { useActions } from './use-actions'
import { useFound } from './use-found'
import { useKeys } from './use-keys'
import { useSelection } from './use-selection'
import { useSession } from './use-session'
import { useView } from './use-view'
import { useWide } from './use-wide'

export type PanesProps = {
  dataset: { id: string; name: string; guidelines: string; approved: number; due: number }
  groups: TagGroup[]
  role: DatasetRole
  mayEdit: boolean
}

const loadTurnFindings = () =>
  import('@/components/findings/turn-findings').then((module) => module.TurnFindings)
const loadFindingsLayer = () =>
  import('@/components/findings/findings-layer').then((module) => module.FindingsLayer)
const nothingLost = () => {}
const loadDrawer = warmLater(() => import('@/components/ui/drawer').then((module) => module.Drawer))

/** The examples of a dataset: list, conversation, inspector. On a phone one of them at a time. */
export function Panes({ dataset, groups, role, mayEdit }: PanesProps) {
  const t = useTranslations('workspace')
  const { view, example, turn, setView, open } = useView()
  const list = useList(dataset.id, view)
  const search = useRef<HTMLInputElement>(null)
  const numbers = useMemo(() => list.rows.map(({ row }) => row.number), [list.rows])
  const matching = list.count?.count ?? null
  const selecting = useSelection(view.q, numbers, matching)
  const panes = useRef<HTMLDivElement>(null)
  useFound(panes, view.q)
  const wide = useWide()
  const [drawer, setDrawer] = useState(false)
  const Drawer = useLazy(loadDrawer, drawer && !wide, () => setDrawer(false))
  const [returning, setReturning] = useState(false)
  const [markdown, setMarkdown] = useState(false)
  const [comparing, setComparing] = useState(false)
  const current = example ?? (wide ? (list.rows[0]?.row.number ?? null) : null)
  const at = list.rows.findIndex((r) => r.row.number === current)
  const neighbours = at < 0 ? [] : [list.rows[at + 1], list.rows[at - 1]].flatMap((r) => r?.row.number ?? [])
  const { session, failure, loading, reopen } = useSession(dataset.id, current, neighbours)
  const [noted, setNoted] = useState(false)
  const note = useCallback(() => setNoted(true), [])
  const Findings = useLazy(loadTurnFindings, noted, nothingLost)
  const FindingsLayer = useLazy(loadFindingsLayer, noted, nothingLost)
  const presence = usePresence(dataset.id, current, session)
  // outside system: the address, which points at a turn
  useEffect(() => {
    if (turn !== null && session?.store.getState().shown.draft.messageIds.includes(turn)) session.focus(turn)
  }, [session, turn])
  const actions = useActions(dataset.id, open)
  const move = async (by: 1 | -1) => {
    if (current === null) return
    session?.edit(null)
    const next = await neighbourOf(
      list.rows,
      list.hasMore,
      { datasetId: dataset.id, number: current, view },
      by,
    )
    if (next !== null) open(next)
  }
  const surroundings = useMemo(
    () =>
      session && {
        session,
        groups,
        role,
        mayEdit,
        markdown,
        comparing,
        setComparing,
        attempt: actions.attempt,
        duplicate: () => actions.make({ like: session.number }),
        openExample: open,
        makePair: (wish: PairWish) => actions.pair(session, wish),
        returning,
        setReturning,
        Findings,
      },
    [session, groups, role, mayEdit, markdown, comparing, actions, open, returning, Findings],
  )
  useKeys({
    session,
    groups,
    role,
    mayEdit,
    actions,
    move,
    search,
    setReturning,
    compare: () => setComparing(!comparing),
    openInspector: () => setDrawer(true),
    refresh: list.refresh,
    current,
    selecting: mayEdit ? selecting : null,
  })
  const filter = (text: string, alone: boolean) => {
    const term = parseQuery(text)
    const now = parseQuery(alone ? '' : view.q)
    if (!term.ok || !term.query[0]) return
    setView({ ...view, q: printQuery(withTerm(now.ok ? now.query : [], term.query[0])) })
  }
  const inspector = (
    <Inspector
      dataset={dataset}
      groups={groups}
      q={view.q}
      surroundings={surroundings}
      markdown={markdown}
      onMarkdown={setMarkdown}
      onFilter={filter}
    />
  )
  return (
    <PresenceProvider value={presence}>
      <div
        ref={panes}
        className="relative grid h-[calc(100dvh-var(--header))] overflow-hidden grid-rows-[minmax(0,1fr)_30px] max-sm:grid-rows-[minmax(0,1fr)]"
      >
        <div className="grid min-h-0 grid-cols-[320px_minmax(0,1fr)_300px] max-xl:grid-cols-[300px_minmax(0,1fr)] max-sm:grid-cols-1">
          <aside
            aria-label={t('list')}
            className={`flex min-h-0 flex-col border-line border-r bg-panel ${example === null ? '' : 'max-sm:hidden'}`}
          >
            <QueuePane
              list={list}
              view={view}
              groups={groups}
              current={current}
              search={search}
              mayEdit={mayEdit}
              onView={setView}
              onOpen={open}
              onNew={() => void actions.make({})}
              selecting={mayEdit ? selecting : null}
            />
            {mayEdit && (
              <BulkSection
                datasetId={dataset.id}
                groups={groups}
                role={role}
                selecting={selecting}
                matching={matching}
                onOpen={open}
              />
            )}
          </aside>
          <section
            aria-label={t('conversation')}
            aria-busy={loading}
            className={`relative flex min-h-0 flex-col ${example === null ? 'max-sm:hidden' : ''}`}
          >
            <div className="absolute top-2.5 right-2 z-10 xl:hidden">
              <IconButton label={t('openInspector')} keys="i" onClick={() => setDrawer(true)}>
                <PanelRight />
              </IconButton>
            </div>
            {example !== null && (
              <Button
                variant="quiet"
                size="sm"
                className="m-2 self-start sm:hidden"
                onClick={() => open(null)}
              >
                ← {t('backToList')}
              </Button>
            )}
            {surroundings && (
              <SessionProvider value={surroundings} key={surroundings.session.number}>
                <Conversation onMoveOn={() => void move(1)} />
                <FindingsWatch onFound={note} />
                {FindingsLayer && <FindingsLayer />}
              </SessionProvider>
            )}
            {!surroundings && !loading && failure && (
              <EmptyState
                className="px-7"
                title={t(failure.code === 'not_found' ? 'notThere' : 'notLoaded')}
                actions={
                  failure.code === 'unauthenticated' ? (
                    <SignInLink />
                  ) : failure.code === 'not_found' ? (
                    <Button onClick={() => open(null)}>{t('backToList')}</Button>
                  ) : (
                    <Button onClick={reopen}>{t('tryAgain')}</Button>
                  )
                }
              >
                {t(failure.code === 'not_found' ? 'notThereHint' : 'notLoadedHint')}
              </EmptyState>
            )}
            {!surroundings && !loading && !failure && !list.loading && (
              <EmptyState title={t('nothingOpen')} className="px-7">
                {t('nothingOpenHint')}
              </EmptyState>
            )}
          </section>
          {wide ? (
            <aside
              aria-label={t('inspector')}
              className="min-h-0 overflow-y-auto border-line border-l bg-panel max-xl:hidden"
            >
              {inspector}
            </aside>
          ) : (
            Drawer && (
              <Drawer open={drawer} onOpenChange={setDrawer} title={t('inspector')}>
                <div className="min-h-0 flex-1 overflow-y-auto">{inspector}</div>
              </Drawer>
            )
          )}
        </div>
        <Footer
          approved={dataset.approved}
          total={dataset.due}
          datasetId={dataset.id}
          tagCount={groups.flatMap((g) => g.tags).length}
        />
      </div>
    </PresenceProvider>
  )
}
