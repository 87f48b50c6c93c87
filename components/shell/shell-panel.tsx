import clsx from 'clsx'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { RunsProvider, RunsStrip } from '@/components/bulk/runs-context'
import { ShortcutsProvider } from '@/components/ui/shortcuts'
import { OutboxProvider } from '@/components/workspace/outbox-context'
import { UndoKeys } from '@/components/workspace/undo-context'
import { pageActor } from '@/lib/auth/page-actor'
import type { DatasetDetail } from '@/lib/datasets/schema'
import { getMe } from '@/lib/people/queries'
import { FollowOthers } from './follow-others'
import { Header } from './header'
import { ShellKeys } from './shell-keys'
import { SkipLink } from './skip-link'
import { StateBanner } from './state-banner'

/**
 * Header, keys and `main` of a signed-in page. The page scrolls as a whole; one that fills the screen takes
 * `h-[calc(100dvh-var(--header))]`.
 */
export async function ShellPanel({ dataset, children }: { dataset?: DatasetDetail; children: ReactNode }) {
  const me = await getMe(await pageActor())
  // pages are for people: the command line's token opens routes only
  if (!me) notFound()
  const closed = dataset && dataset.state !== 'active' ? dataset : null
  return (
    <ShortcutsProvider off={me.shortcutsOff}>
      {/* on every page: what was done in the workspace is sent, and can be taken back, wherever a person has gone */}
      <OutboxProvider userId={me.id}>
        <UndoKeys datasetId={dataset?.id ?? null} />
        <FollowOthers datasetId={dataset?.id ?? null} />
        <WithRuns dataset={dataset} userId={me.id}>
          <div
            className={clsx(
              'min-h-dvh [--header:calc(var(--bar)+var(--runs,0px))] has-[[data-runs]]:[--runs:44px]',
              closed ? '[--bar:84px]' : '[--bar:48px]',
            )}
          >
            <SkipLink />
            <div className="sticky top-0 z-30">
              <Header me={me} dataset={dataset} />
              {closed && <StateBanner dataset={closed} />}
              {dataset && <RunsStrip />}
            </div>
            <main id="main" tabIndex={-1} className="outline-none">
              {children}
            </main>
          </div>
        </WithRuns>
        <ShellKeys dataset={dataset} isOwner={me.studioRole === 'owner'} />
      </OutboxProvider>
    </ShortcutsProvider>
  )
}

function WithRuns({
  dataset,
  userId,
  children,
}: {
  dataset?: DatasetDetail | undefined
  userId: string
  children: ReactNode
}) {
  if (!dataset) return children
  return (
    <RunsProvider key={dataset.id} datasetId={dataset.id} userId={userId} isLead={dataset.role === 'lead'}>
      {children}
    </RunsProvider>
  )
}
