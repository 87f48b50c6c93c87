'use client'

import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { Section } from '@/components/ui/page'
import type { CostAnswer, ModelRow } from '@/lib/cost/schema'

/** Examples whose end, and with it the last answer, a trainer would cut off. */
export function OverLongList({
  datasetId,
  answer,
  model,
}: {
  datasetId: string
  answer: CostAnswer
  model: ModelRow
}) {
  const t = useTranslations('cost.overLong')
  const format = useFormatter()
  const factor = answer.factors[model.encoding]
  const total = answer.bills.find((bill) => bill.model === model.model)?.overLong ?? 0
  const listed = answer.overLong
    .map(({ number, tokens }) => ({ number, tokens: Math.round(tokens * factor) }))
    .filter(({ tokens }) => tokens > model.context)
  return (
    <Section title={t('title', { count: total })}>
      <p className="max-w-[66ch] text-ink-2">
        {t(total === 0 ? 'none' : 'some', { context: model.context, model: model.model })}
      </p>
      {listed.length > 0 && (
        <ul className="flex flex-wrap gap-x-5 gap-y-1.5">
          {listed.map(({ number, tokens }) => (
            <li key={number}>
              <Link
                href={`/datasets/${datasetId}?example=${number}`}
                className="underline underline-offset-2"
              >
                #{number}
              </Link>{' '}
              <span className="text-ink-3 text-xs">{t('tokens', { tokens: format.number(tokens) })}</span>
            </li>
          ))}
        </ul>
      )}
      {total > listed.length && listed.length > 0 && (
        <p className="text-ink-3 text-xs">{t('more', { count: total - listed.length })}</p>
      )}
    </Section>
  )
}
