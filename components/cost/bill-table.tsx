'use client'

import clsx from 'clsx'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useMoney } from '@/components/ui/money'
import { Section } from '@/components/ui/page'
import { Table, Td, Th } from '@/components/ui/table'
import type { CostAnswer, ModelRow } from '@/lib/cost/schema'
import { PriceDialog } from './price-dialog'

/** What each model of the table takes for the same files. */
export function BillTable({
  answer,
  model,
  maySetPrices,
  onModel,
}: {
  answer: CostAnswer
  model: ModelRow
  maySetPrices: boolean
  onModel: (model: string) => void
}) {
  const t = useTranslations('cost')
  const format = useFormatter()
  const money = useMoney()
  const [open, setOpen] = useState(false)
  const { lines, epochs, perExample, table } = answer
  return (
    <Section
      title={t('bills.title', { examples: answer.examples, train: lines.train, test: lines.test })}
      aside={
        maySetPrices && (
          <Button size="sm" onClick={() => setOpen(true)}>
            {t('bills.edit')}
          </Button>
        )
      }
    >
      <Table label={t('bills.table')}>
        <thead>
          <tr>
            <Th>{t('bills.model')}</Th>
            <Th numeric>{t('bills.train')}</Th>
            <Th numeric>{t('bills.test')}</Th>
            <Th numeric>{t('bills.epochs')}</Th>
            <Th numeric>{t('bills.billed')}</Th>
            <Th numeric>{t('bills.price')}</Th>
            <Th numeric>{t('bills.cost')}</Th>
            <Th numeric>{t('bills.overLong')}</Th>
          </tr>
        </thead>
        <tbody>
          {answer.bills.map((bill, i) => (
            <tr key={bill.model} className={clsx(bill.model === model.model && 'bg-accent-soft')}>
              <Th scope="row" className="text-ink! text-sm!">
                <button
                  type="button"
                  aria-pressed={bill.model === model.model}
                  onClick={() => onModel(bill.model)}
                  className="rounded-sm text-left hover:underline"
                >
                  {bill.model}
                </button>
                {table.rows[i]?.encoding === 'cl100k_base' && <span title={t('bills.sampled')}> ≈</span>}
              </Th>
              <Td numeric>{format.number(bill.trainTokens)}</Td>
              <Td numeric className="text-ink-3">
                {format.number(bill.testTokens)}
              </Td>
              <Td numeric>{format.number(bill.epochs)}</Td>
              <Td numeric>{format.number(bill.billedTokens)}</Td>
              <Td numeric className="text-ink-3">
                {money(table.rows[i]?.price ?? 0)}
              </Td>
              <Td numeric className="font-[550]">
                {money(bill.cost)}
              </Td>
              <Td numeric className={clsx(bill.overLong > 0 && 'font-[550] text-warn')}>
                {format.number(bill.overLong)}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="max-w-[80ch] text-ink-3 text-xs">
        {t('bills.note', { date: table.date, byDefault: epochs.byDefault, train: lines.train })}{' '}
        {t('bills.perExample', {
          typical: perExample.typical,
          long: perExample.long,
          longest: perExample.longest,
        })}
      </p>
      {open && <PriceDialog table={table} onClose={() => setOpen(false)} />}
    </Section>
  )
}
