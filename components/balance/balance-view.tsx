'use client'

import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { EmptyState } from '@/components/ui/empty-state'
import { useFailureText } from '@/components/ui/failure-text'
import { Note } from '@/components/ui/note'
import { Page } from '@/components/ui/page'
import { Segmented } from '@/components/ui/segmented'
import { Spinner } from '@/components/ui/spinner'
import { balanceMeasures } from '@/lib/balance/schema'
import type { Recipe } from '@/lib/exports/schema'
import type { Slot } from '@/lib/slots/schema'
import type { TagGroup } from '@/lib/tags/schema'
import { LeftOutList } from './left-out-list'
import { PlanCard } from './plan-card'
import { ShareTable } from './share-table'
import { SlotsSection } from './slots-section'
import { recipeOfView, useBalanceView, usePlan, useTagGroups } from './use-plan'

type Props = {
  dataset: { id: string; approved: number; all: number }
  may: { export: boolean; target: boolean; write: boolean }
  slots: Slot[]
  groups: TagGroup[]
  /** What an export of this dataset begins with. */
  base: Recipe
}

/** Shares beside their targets, and a plan that reaches them. */
export function BalanceView({ dataset, may, groups: initial, slots, base }: Props) {
  const t = useTranslations('balance')
  const format = useFormatter()
  const failureText = useFailureText()
  const groups = useTagGroups(dataset.id, initial)
  const [view, change] = useBalanceView(dataset.approved > 0 ? 'approved' : 'all')
  const recipe = recipeOfView(base, view, groups)
  const { plan, failure, pending } = usePlan(dataset.id, recipe)
  const group = groups.find(({ id }) => id === view.group) ?? groups[0]
  const hasTargets = recipe.balance.targets.length > 0

  if (!group || dataset.all === 0)
    return (
      <Page title={t('title')} lede={t('lede')}>
        <EmptyState title={t(group ? 'noExamples.title' : 'noTags.title')}>
          <p>{t(group ? 'noExamples.text' : 'noTags.text')}</p>
          <Link
            className="underline underline-offset-2"
            href={`/datasets/${dataset.id}${group ? '/imports' : '/tags'}`}
          >
            {t(group ? 'noExamples.step' : 'noTags.step')}
          </Link>
        </EmptyState>
      </Page>
    )
  return (
    <Page title={t('title')} lede={t('lede')}>
      <div className="grid items-start gap-x-9 gap-y-7 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <section aria-label={t('shares')} aria-busy={pending} className="grid min-w-0 gap-3">
          <div className="flex flex-wrap items-center gap-2">
            {groups.length > 1 && (
              <Segmented
                label={t('group')}
                value={group.id}
                options={groups.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(id) => change({ group: id })}
              />
            )}
            <Segmented
              label={t('by')}
              value={view.by}
              options={balanceMeasures.map((by) => ({ value: by, label: t(`measures.${by}`) }))}
              onChange={(by) => change({ by })}
            />
            <Segmented
              label={t('which')}
              value={view.status}
              options={[
                { value: 'approved', label: t('approved', { count: dataset.approved }) },
                { value: 'all', label: t('all', { count: dataset.all }) },
              ]}
              onChange={(status) => change({ status })}
            />
            {pending && <Spinner className="text-ink-3" />}
          </div>
          {failure && (
            <Note tone="bad" role="alert" title={t('failed')}>
              {failureText(failure)}
            </Note>
          )}
          {!hasTargets && (
            <Note title={t('noTargets.title')}>{t(may.target ? 'noTargets.set' : 'noTargets.ask')}</Note>
          )}
          {plan ? (
            <ShareTable
              datasetId={dataset.id}
              group={group}
              groups={groups}
              plan={plan}
              onlyApproved={view.status === 'approved'}
              mayTarget={may.target}
            />
          ) : (
            !failure && <p className="h-60 text-ink-2">{t('running')}</p>
          )}
          {plan && (
            <p className="text-ink-3 text-xs">
              {t('unit', { by: plan.by, total: format.number(plan.before) })}
            </p>
          )}
        </section>
        {plan && (
          <PlanCard
            datasetId={dataset.id}
            groups={groups}
            plan={plan}
            view={view}
            recipe={recipe}
            mayExport={may.export}
            onChange={change}
          />
        )}
        {plan && (
          <SlotsSection
            datasetId={dataset.id}
            groups={groups}
            plan={plan}
            initial={slots}
            may={{ open: may.target, write: may.write }}
          />
        )}
        {plan && (
          <LeftOutList datasetId={dataset.id} plan={plan} view={view} recipe={recipe} onChange={change} />
        )}
      </div>
    </Page>
  )
}
