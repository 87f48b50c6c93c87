'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { Note } from '@/components/ui/note'
import { Spinner } from '@/components/ui/spinner'
import { startExport } from '@/lib/exports/client'
import type { Recipe, RecipeStep } from '@/lib/exports/schema'
import { trainFacts } from '@/lib/exports/train-facts'
import { formatOf } from '@/lib/exports/words'
import { newOperationId } from '@/lib/result/call'
import { useCheck } from './check-query'
import { CheckSummary, SideTable } from './check-summary'
import { FreezeButton } from './freeze-button'
import { ProblemGroups } from './problem-groups'
import { RecipeForm } from './recipe-form'
import type { ExportDataset, StrataChoice } from './shapes'
import { SidesNote } from './sides-note'
import { TrainSnippet } from './train-snippet'

/** A recipe beside what it would give, checked again after each change. */
export function NewExport({
  dataset,
  groups,
  initial,
  lastEnd,
  onStarted,
}: {
  dataset: ExportDataset
  groups: StrataChoice[]
  initial: Recipe
  /** When the last export ended: its sides count from then on. */
  lastEnd: string | null
  onStarted: (id: string) => void
}) {
  const t = useTranslations('exports')
  const failureText = useFailureText()
  const [recipe, setRecipe] = useState(initial)
  const [error, setError] = useState('')
  const [starting, setStarting] = useState(false)
  const { check, failure, pending } = useCheck(dataset.id, recipe, lastEnd)
  const change = (part: Partial<Recipe>) => setRecipe((now) => ({ ...now, ...part }))
  const setStep = (step: RecipeStep, on: boolean) =>
    change({ steps: on ? [...recipe.steps, step] : recipe.steps.filter((other) => other !== step) })

  async function start() {
    setStarting(true)
    const result = await startExport(dataset.id, newOperationId(), recipe)
    setStarting(false)
    if (!result.ok) return setError(failureText(result.error))
    setError('')
    change({ reassign: false })
    onStarted(result.value.id)
  }

  const ready = !pending && check !== null && !check.blocked && check.total > 0
  const count =
    check?.total ?? (recipe.status === 'approved' ? dataset.byKind[formatOf(recipe.format).kind].approved : 0)
  return (
    <div className="grid items-start gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]">
      <section aria-labelledby="recipe-title" className="grid gap-5">
        <h2 id="recipe-title" className="font-semibold text-sm">
          {t('recipe.title')}
        </h2>
        <RecipeForm dataset={dataset} groups={groups} recipe={recipe} check={check} onChange={change} />
        {check && <SidesNote split={check.split} recipe={recipe} onChange={change} />}
        <div className="grid gap-2">
          <Button
            variant="primary"
            className="h-9! justify-self-stretch"
            busy={starting}
            aria-disabled={!ready}
            aria-describedby="check-summary"
            onClick={() => {
              if (ready) void start()
            }}
          >
            {t(recipe.status === 'approved' ? 'start.approved' : 'start.all', { count })}
          </Button>
          <FreezeButton datasetId={dataset.id} recipe={recipe} ready={ready} />
          {recipe.q && <p className="text-ink-3 text-xs">{t('start.filtered')}</p>}
          <p role="alert" className="text-bad text-xs empty:hidden">
            {error}
          </p>
        </div>
      </section>
      <section aria-labelledby="check-title" aria-busy={pending} className="grid min-w-0 gap-4">
        <h2 id="check-title" className="flex items-center gap-2 font-semibold text-sm">
          {t('check.title')}
          {pending && <Spinner className="text-ink-3" />}
        </h2>
        {failure && (
          <Note tone="bad" role="alert" title={t('check.failed')}>
            {failureText(failure)}
          </Note>
        )}
        {check && (
          <>
            <CheckSummary id="check-summary" check={check} />
            {check.total === 0 && (
              <NoneApproved dataset={dataset} recipe={recipe} onAll={() => change({ status: 'all' })} />
            )}
            <ProblemGroups
              datasetId={dataset.id}
              format={recipe.format}
              check={check}
              steps={recipe.steps}
              onStep={setStep}
            />
            {check.total > 0 && <SideTable check={check} />}
            <TrainSnippet
              format={recipe.format}
              facts={trainFacts(recipe.format, check.test > 0, check.weights?.choice ?? null)}
            />
          </>
        )}
        {!check && !failure && <p className="text-ink-2">{t('check.running')}</p>}
      </section>
    </div>
  )
}

/** Where only what is approved would go out, and nothing is: the ways on. */
function NoneApproved({
  dataset,
  recipe,
  onAll,
}: {
  dataset: ExportDataset
  recipe: Recipe
  onAll: () => void
}) {
  const t = useTranslations('exports.check')
  const { approved, excluded, ...others } = dataset.byKind[formatOf(recipe.format).kind]
  const waiting = Object.values(others).reduce((sum, count) => sum + count, 0)
  if (recipe.status !== 'approved' || recipe.q || approved > 0 || waiting === 0) return null
  return (
    <div className="grid justify-items-start gap-2">
      <p className="text-ink-2">{t('noneApproved', { count: waiting })}</p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onAll}>{t('takeAll', { count: waiting })}</Button>
        <ButtonLink href={`/datasets/${dataset.id}`}>{t('toReview')}</ButtonLink>
      </div>
    </div>
  )
}
