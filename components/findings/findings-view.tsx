'use client'

import { SlidersHorizontal, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { useFailureText } from '@/components/ui/failure-text'
import { Note } from '@/components/ui/note'
import { Page } from '@/components/ui/page'
import { Segmented } from '@/components/ui/segmented'
import { Skeleton } from '@/components/ui/skeleton'
import type { FindingsSummary, Severity } from '@/lib/checks/schema'
import { findingStates, severities } from '@/lib/checks/words'
import type { TagGroup } from '@/lib/tags/schema'
import { FacetsFold } from './facets-fold'
import { FindingsList } from './findings-list'
import { CheckAgain, RunLine } from './run-line'
import { useChosen } from './use-chosen'
import { FindingsFailure, useFindings, useFindingsView, useFollowFindings, useSummary } from './use-findings'
import { requestOf, type FindingsView as View } from './view'

type Props = {
  datasetId: string
  groups: TagGroup[]
  initial: FindingsSummary
  examples: number
  mayDecide: boolean
  /** Bulk work that mends so many findings of a view; nothing where there is none. */
  fix: (view: View, count: number) => ReactNode
}

/** What checks found in a dataset: counted, listed, waived; and how far checking is. */
export function FindingsView({ datasetId, groups, initial, examples, mayDecide, fix }: Props) {
  const t = useTranslations('quality')
  const failureText = useFailureText()
  const [view, change] = useFindingsView()
  useFollowFindings(datasetId)
  const summary = useSummary(datasetId, requestOf(view), initial)
  const pages = useFindings(datasetId, view)
  const found = summary.data ?? initial
  const findings = pages.data?.pages.flatMap((page) => page.findings) ?? []
  const failure = [pages.error, summary.error].find((error) => error instanceof FindingsFailure)
  const counts = countsOf(found, view)
  const filtered = view.check !== null || view.severity !== null || view.q !== ''
  const nothing = found.checks.every(({ open, waived }) => waived === 0 && sumOf(open) === 0)
  const here = `/datasets/${datasetId}/findings`
  const isEmpty = !pages.isPending && findings.length === 0 && !pages.hasNextPage
  return (
    <Page
      title={t('title')}
      lede={t('lede')}
      actions={
        <>
          <ButtonLink href={`${here}/settings`}>
            <SlidersHorizontal aria-hidden="true" />
            {t('settingsLink')}
          </ButtonLink>
          {mayDecide && found.run?.state !== 'running' && examples > 0 && (
            <CheckAgain datasetId={datasetId} />
          )}
        </>
      }
    >
      <RunLine datasetId={datasetId} summary={found} mayCheck={mayDecide} />
      {failure instanceof FindingsFailure && (
        <Note tone="bad" role="alert">
          {failureText(failure.failure)}
        </Note>
      )}
      {nothing && !filtered ? (
        <Nothing datasetId={datasetId} examples={examples} due={found.due} />
      ) : (
        <div className="grid items-start gap-x-9 gap-y-6 lg:grid-cols-[19rem_minmax(0,1fr)]">
          <FacetsFold summary={found} groups={groups} view={view} onChange={change} />
          <section aria-label={t('list.label')} aria-busy={pages.isPending} className="grid min-w-0 gap-3">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <Segmented
                label={t('states.label')}
                value={view.state}
                options={findingStates.map((state) => ({
                  value: state,
                  label: t(`states.${state}`, { count: counts[state] }),
                }))}
                onChange={(state) => change({ state })}
              />
              {filtered && <Filters view={view} onChange={change} />}
            </div>
            {pages.isPending && <Skeleton className="h-40" />}
            {pages.isError && findings.length === 0 ? (
              <Button
                className="justify-self-start"
                onClick={() => change({ check: null, severity: null, q: '' })}
              >
                {t('none.clear')}
              </Button>
            ) : isEmpty ? (
              <EmptyState
                title={t(view.state === 'open' ? 'none.open' : 'none.waived')}
                actions={
                  filtered && (
                    <Button onClick={() => change({ check: null, severity: null, q: '' })}>
                      {t('none.clear')}
                    </Button>
                  )
                }
              >
                <p>{t(view.state === 'open' ? 'none.openText' : 'none.waivedText')}</p>
              </EmptyState>
            ) : (
              <FindingsList
                // another filter begins with nothing ticked
                key={JSON.stringify(view)}
                datasetId={datasetId}
                view={view}
                findings={findings}
                all={counts[view.state]}
                mayDecide={mayDecide}
                fix={fix(view, counts.open)}
              />
            )}
            {pages.hasNextPage && (
              <Button
                className="justify-self-start"
                busy={pages.isFetchingNextPage}
                onClick={() => void pages.fetchNextPage()}
              >
                {t('list.more')}
              </Button>
            )}
          </section>
        </div>
      )}
    </Page>
  )
}

const sumOf = (open: Record<string, number>) => Object.values(open).reduce((total, count) => total + count, 0)

/** How many findings a view shows, by their state. */
function countsOf({ checks }: FindingsSummary, { check, severity }: View): Record<View['state'], number> {
  const counted: readonly Severity[] = severity ? severities.slice(severities.indexOf(severity)) : severities
  const rows = checks.filter((row) => check === null || row.check === check)
  return {
    open: rows.reduce((sum, { open }) => sum + counted.reduce((total, one) => total + open[one], 0), 0),
    waived: rows.reduce((sum, { waived }) => sum + waived, 0),
  }
}

/** What the page is narrowed to, each with the way back. */
function Filters({ view, onChange }: { view: View; onChange: (part: Partial<View>) => void }) {
  const t = useTranslations('quality')
  return (
    <ul aria-label={t('filters')} className="flex min-w-0 flex-wrap gap-1.5">
      {useChosen(view).map(({ name, off }) => (
        <li key={name} className="inline-flex max-w-full items-center rounded-[5px] bg-sunken pl-2 text-xs">
          <span className="truncate">{name}</span>
          <button
            type="button"
            aria-label={t('removeFilter', { name })}
            onClick={() => onChange(off)}
            className="grid size-6 place-items-center rounded-[5px] text-ink-2 hover:text-ink pointer-coarse:size-9"
          >
            <X className="size-3" aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  )
}

function Nothing({ datasetId, examples, due }: { datasetId: string; examples: number; due: number }) {
  const t = useTranslations('quality.empty')
  if (examples === 0)
    return (
      <EmptyState
        title={t('noExamples')}
        actions={<ButtonLink href={`/datasets/${datasetId}/imports`}>{t('import')}</ButtonLink>}
      >
        <p>{t('noExamplesText')}</p>
      </EmptyState>
    )
  return (
    <EmptyState
      title={t(due > 0 ? 'notYet' : 'clean')}
      actions={
        due === 0 && (
          <ButtonLink href={`/datasets/${datasetId}/findings/settings`}>{t('settings')}</ButtonLink>
        )
      }
    >
      <p>{due > 0 ? t('notYetText', { count: due }) : t('cleanText', { count: examples })}</p>
    </EmptyState>
  )
}
