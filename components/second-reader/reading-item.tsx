'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge, type Tone } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useMoney } from '@/components/ui/money'
import { Note } from '@/components/ui/note'
import { Progress } from '@/components/ui/progress'
import { RelativeTime } from '@/components/ui/relative-time'
import { useToast } from '@/components/ui/toast'
import { newOperationId } from '@/lib/result/call'
import type { Result } from '@/lib/result/schema'
import { cancelReading, goOnReading } from '@/lib/second-reader/client'
import type { ReadingRow } from '@/lib/second-reader/schema'
import { isReading, type ReadingState, unlimitedMoney } from '@/lib/second-reader/words'

const tones: Record<ReadingState, Tone> = {
  collecting: 'accent',
  running: 'accent',
  done: 'good',
  cancelled: 'neutral',
  stopped: 'warn',
}

/** One run: how far it is, what came of it, what it cost, and why it stopped. */
export function ReadingItem({
  datasetId,
  run,
  mayTurn,
  onTurned,
}: {
  datasetId: string
  run: ReadingRow
  mayTurn: boolean
  onTurned: () => void
}) {
  const t = useTranslations('secondReader.runs')
  const errors = useTranslations('errors')
  const format = useFormatter()
  const money = useMoney()
  const failureText = useFailureText()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const [budget, setBudget] = useState(String(Math.max(run.mostMoney * 2, 0.5)))
  const { state, task, total, looked, suggested, skipped, malformed, cost, message } = run
  const running = isReading(state)
  const isBudget = message === 'readerBudget'
  const isRead = task.type === 'read'
  const label = isRead
    ? t('read', { total, model: run.model })
    : t('propose', { total: task.count, model: run.model, title: task.title })
  async function act(asked: Promise<Result<unknown>>) {
    setBusy(true)
    const result = await asked
    if (!result.ok) toast({ text: failureText(result.error), tone: 'bad' })
    setBusy(false)
    onTurned()
  }
  const goOn = () =>
    act(
      goOnReading(datasetId, run.id, {
        operationId: newOperationId(),
        ...(isBudget ? { mostMoney: Number(budget) } : {}),
      }),
    )
  return (
    <li className="grid gap-2 py-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="font-[550]">{label}</span>
        <Badge tone={tones[state]}>{t(`state.${!isRead && running ? 'writing' : state}`)}</Badge>
        <span className="text-ink-3 text-xs">
          {run.byName && `${run.byName} · `}
          <RelativeTime at={run.startedAt} />
        </span>
      </div>
      {running && (
        <Progress label={label} value={state === 'collecting' ? null : looked} max={Math.max(1, total)}>
          <span className="text-ink-2 text-xs tabular-nums">{t('progress', { looked, total })}</span>
          {mayTurn && (
            <Button
              size="sm"
              busy={busy}
              onClick={() => void act(cancelReading(datasetId, run.id, newOperationId()))}
            >
              {t('cancel')}
            </Button>
          )}
        </Progress>
      )}
      {running && run.waitsUntil && (
        <p role="status" className="text-warn text-xs">
          {t('waits', { at: format.dateTime(new Date(run.waitsUntil), { timeStyle: 'medium' }) })}
        </p>
      )}
      <p className="text-ink-2 text-xs tabular-nums">
        {[
          t(isRead ? 'looked' : 'answered', { looked, total }),
          t('suggested', { count: suggested }),
          ...(skipped > 0 ? [t('skipped', { count: skipped })] : []),
          ...(malformed > 0 ? [t('malformed', { count: malformed })] : []),
          t('tokens', { in: run.tokensIn, out: run.tokensOut }),
          run.mostMoney < unlimitedMoney
            ? t('cost', { cost: money(cost), most: money(run.mostMoney) })
            : money(cost),
        ].join(' · ')}
      </p>
      {state === 'stopped' && message && (
        <Note tone="warn" role="alert">
          {errors.has(message) ? errors(message, { host: run.host }) : errors('internal')}
        </Note>
      )}
      {(state === 'stopped' || state === 'cancelled') && mayTurn && (looked < total || total === 0) && (
        <div className="flex flex-wrap items-end gap-2">
          {isBudget && (
            <Field label={t('budget')} className="w-40">
              <Input inputMode="decimal" value={budget} onChange={(event) => setBudget(event.target.value)} />
            </Field>
          )}
          <Button size={isBudget ? 'md' : 'sm'} busy={busy} onClick={() => void goOn()}>
            {t('goOn', { left: total - looked })}
          </Button>
        </div>
      )}
    </li>
  )
}
