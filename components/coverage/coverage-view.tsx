'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { useFailureText } from '@/components/ui/failure-text'
import { Page } from '@/components/ui/page'
import { Segmented } from '@/components/ui/segmented'
import { Spinner } from '@/components/ui/spinner'
import { useToast } from '@/components/ui/toast'
import type { Coverage, CoverageChange } from '@/lib/coverage/schema'
import { missingIn } from '@/lib/coverage/table'
import { countedStatuses } from '@/lib/coverage/view'
import type { TagGroup } from '@/lib/tags/schema'
import { type Cell, CoverageTable } from './coverage-table'
import { GroupFields } from './group-fields'
import { StartDialog } from './start-dialog'
import { useCoverage } from './use-coverage'

type Props = {
  datasetId: string
  groups: TagGroup[]
  initial: Coverage
  /** `set`: groups, targets and templates; `write`: begin examples. */
  may: { set: boolean; write: boolean }
  /** What a model proposes for a cell. */
  proposals: (cell: Cell) => ReactNode
}

/** How many examples there are of each kind of edge case about each topic, and a way to begin those that are missing. */
export function CoverageView({ datasetId, groups, initial, may, proposals }: Props) {
  const t = useTranslations('coverage')
  const words = useTranslations('editor.status')
  const toast = useToast()
  const failureText = useFailureText()
  const { coverage, pending, status, setStatus, change } = useCoverage(datasetId, initial)
  const [started, setStarted] = useState<Cell | null>(null)
  const kinds = groups.find(({ id }) => id === coverage.kindGroupId)
  const topics = groups.find(({ id }) => id === coverage.topicGroupId)
  const isThere = kinds && topics && coverage.cells.length > 0

  async function save(what: Omit<CoverageChange, 'operationId'>) {
    const result = await change(what)
    if (!result.ok) toast({ text: failureText(result.error), tone: 'bad' })
    return result.ok
  }

  const fields = may.set && (
    <GroupFields groups={groups} coverage={coverage} onChange={(what) => void save(what)} />
  )
  return (
    <Page title={t('title')} lede={t('lede')}>
      {isThere ? (
        <section aria-label={t('title')} aria-busy={pending} className="grid min-w-0 grid-cols-1 gap-4">
          {fields}
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <div className="min-w-0 max-w-full overflow-x-auto">
              <Segmented
                label={t('which')}
                value={status ?? 'all'}
                options={[
                  { value: 'all', label: t('all') },
                  ...countedStatuses.map((value) => ({ value, label: words(value) })),
                ]}
                onChange={(value) => setStatus(value === 'all' ? null : value)}
              />
            </div>
            <Sum coverage={coverage} />
            {pending && <Spinner className="text-ink-3" />}
          </div>
          <CoverageTable
            datasetId={datasetId}
            groups={groups}
            kinds={kinds}
            topics={topics}
            coverage={coverage}
            status={status}
            may={may}
            onTarget={(cell, target) => save({ cells: [{ ...cell, target }] })}
            onStart={setStarted}
          />
          <p className="text-ink-3 text-xs">{t(may.write ? 'hintWrite' : 'hint')}</p>
        </section>
      ) : (
        <EmptyState
          title={t(kinds ? 'empty.noTopicsTitle' : 'empty.noKindsTitle')}
          actions={
            may.set && (
              <ButtonLink href={`/datasets/${datasetId}/tags`} variant="primary">
                {t('empty.tags')}
              </ButtonLink>
            )
          }
        >
          <p>{t(kinds ? 'empty.noTopics' : 'empty.noKinds')}</p>
          {may.set ? groups.length > 1 && fields : <p>{t('empty.ask')}</p>}
        </EmptyState>
      )}
      {started && (
        <StartDialog
          key={`${started.kindTagId} ${started.topicTagId}`}
          datasetId={datasetId}
          groups={groups}
          cell={started}
          template={coverage.kinds.find(({ tagId }) => tagId === started.kindTagId)?.template ?? null}
          mayKeep={may.set}
          onKeep={(template) => save({ templates: [{ kindTagId: started.kindTagId, template }] })}
          proposals={proposals(started)}
          onClose={() => setStarted(null)}
        />
      )}
    </Page>
  )
}

function Sum({ coverage: { cells } }: { coverage: Coverage }) {
  const t = useTranslations('coverage')
  const wanted = cells.filter(({ target }) => target > 0)
  const reached = wanted.filter(({ count, target }) => count >= target).length
  const missing = missingIn(cells)
  return (
    <p role="status" className="text-ink-2 tabular-nums">
      {t('sum', { reached, all: wanted.length, missing })}
    </p>
  )
}
