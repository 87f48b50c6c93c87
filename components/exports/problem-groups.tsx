'use client'

import clsx from 'clsx'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { ExportCheck, ExportProblem, RecipeStep } from '@/lib/exports/schema'
import { stepFor } from '@/lib/exports/step-for'
import { type ExportFormat, formatOf } from '@/lib/exports/words'
import { stepKey, useProblemText } from './problem-text'

const shownAtFirst = 5

/** What the gate found, by rule, errors first; each leads to its example. */
export function ProblemGroups({
  datasetId,
  format,
  check,
  steps,
  onStep,
}: {
  datasetId: string
  format: ExportFormat
  check: Pick<ExportCheck, 'problems' | 'problemCount' | 'steps'>
  steps?: RecipeStep[]
  onStep?: (step: RecipeStep, on: boolean) => void
}) {
  const t = useTranslations('exports.check')
  const { target } = formatOf(format)
  const groups = new Map<string, ExportProblem[]>()
  for (const problem of check.problems) {
    const key = `${problem.severity} ${problem.code} ${problem.number === null ? problem.file : ''}`
    groups.set(key, [...(groups.get(key) ?? []), problem])
  }
  const hidden = check.problemCount - check.problems.length
  return (
    <div className="grid gap-3">
      {[...groups].map(([key, problems]) => {
        const step = stepFor(problems[0]!.code)
        const lines = check.steps.find((found) => found.step === step)?.lines ?? 0
        const offer = step && onStep && lines > 0 && !steps?.includes(step)
        return (
          <ProblemGroup
            key={key}
            datasetId={datasetId}
            problems={problems}
            prevents={target?.prevents[problems[0]!.code]?.error ?? null}
            remedy={offer ? { step, lines, apply: () => onStep(step, true) } : undefined}
          />
        )
      })}
      {hidden > 0 && <p className="text-ink-3 text-xs">{t('more', { count: hidden })}</p>}
    </div>
  )
}

const keyOf = ({ number, messageIndex, params }: ExportProblem) =>
  `${number} ${messageIndex} ${JSON.stringify(params)}`

type Remedy = { step: RecipeStep; lines: number; apply: () => void }

function ProblemGroup({
  datasetId,
  problems,
  prevents,
  remedy,
}: {
  datasetId: string
  problems: ExportProblem[]
  /** What the trainer says where the rule is broken. */
  prevents: string | null
  remedy?: Remedy
}) {
  const t = useTranslations('exports')
  const text = useProblemText()
  const [open, setOpen] = useState(false)
  const { severity } = problems[0]!
  const shown = open ? problems : problems.slice(0, shownAtFirst)
  const tone = { error: 'border-bad', warning: 'border-warn', info: 'border-line-strong' }[severity]
  return (
    <div className={clsx('grid gap-1.5 border-l-2 pl-3', tone)}>
      <p className={clsx('text-2xs', severity === 'error' ? 'text-bad' : 'text-ink-3')}>
        {t(`check.severity.${severity}`, { count: problems.length })}
      </p>
      <ul className="grid gap-1">
        {shown.map((problem) => (
          <li key={keyOf(problem)} className="grid gap-x-3 sm:grid-cols-[4rem_minmax(0,1fr)]">
            <ProblemPlace datasetId={datasetId} problem={problem} />
            <span>{text(problem).title}</span>
          </li>
        ))}
      </ul>
      {prevents && severity === 'error' && (
        <p className="text-ink-3 text-xs">
          {t('check.wouldSay')} <q className="font-mono text-2xs">{prevents}</q>
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        {remedy && (
          <Button size="sm" onClick={remedy.apply}>
            {t(`steps.${stepKey(remedy.step)}.label`, { lines: remedy.lines })}
          </Button>
        )}
        {!remedy && <span className="text-ink-2 text-xs">{text(problems[0]!).remedy}</span>}
        {problems.length > shownAtFirst && (
          <Button size="sm" variant="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('check.fewer') : t('check.showAll', { count: problems.length })}
          </Button>
        )}
      </div>
    </div>
  )
}

function ProblemPlace({ datasetId, problem }: { datasetId: string; problem: ExportProblem }) {
  if (problem.number === null) return <span className="text-ink-3">{problem.file ?? ''}</span>
  return (
    <Link
      href={`/datasets/${datasetId}?example=${problem.number}`}
      className="min-h-6 self-start py-0.5 underline decoration-line-strong underline-offset-2 hover:decoration-current"
    >
      #{String(problem.number).padStart(4, '0')}
    </Link>
  )
}
