'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useFailureText } from '@/components/ui/failure-text'
import { Swatch } from '@/components/ui/swatch'
import { useToast } from '@/components/ui/toast'
import type { BalancePlan } from '@/lib/balance/schema'
import { newOperationId } from '@/lib/result/call'
import type { Result } from '@/lib/result/schema'
import { fetchSlots, openSlots, writeIntoSlot } from '@/lib/slots/client'
import type { Slot } from '@/lib/slots/schema'
import type { TagGroup } from '@/lib/tags/schema'

type Props = {
  datasetId: string
  groups: TagGroup[]
  plan: BalancePlan
  initial: Slot[]
  may: { open: boolean; write: boolean }
}

/** What is to be written: opened from a plan by a lead, filled one by one by reviewers. */
export function SlotsSection({ datasetId, groups, plan, initial, may }: Props) {
  const t = useTranslations('balance.slots')
  const router = useRouter()
  const queries = useQueryClient()
  const toast = useToast()
  const failureText = useFailureText()
  const [busy, setBusy] = useState<string | null>(null)
  const queryKey = ['slots', datasetId]
  const { data: slots } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const result = await fetchSlots(datasetId, signal)
      if (!result.ok) throw new Error(result.error.reason)
      return result.value.slots
    },
    initialData: initial,
  })
  const wanted = plan.rows.flatMap(({ tagId, write }) =>
    tagId !== null && write > 0 ? [{ tagId, wanted: write }] : [],
  )
  const isOpen = wanted.every((one) =>
    slots.some((slot) => slot.tagId === one.tagId && slot.wanted === one.wanted),
  )
  const tags = groups.flatMap((group) => group.tags)

  async function act<T>(which: string, call: () => Promise<Result<T>>, then: (value: T) => void) {
    setBusy(which)
    const result = await call()
    setBusy(null)
    if (result.ok) then(result.value)
    else toast({ text: failureText(result.error), tone: 'bad' })
    void queries.invalidateQueries({ queryKey })
  }
  const open = (wants: { tagId: string; wanted: number }[], which: string) =>
    act(
      which,
      () => openSlots(datasetId, { operationId: newOperationId(), slots: wants }),
      () => {},
    )
  const write = (tagId: string) =>
    act(
      tagId,
      () => writeIntoSlot(datasetId, tagId, newOperationId()),
      ({ number }) => router.push(`/datasets/${datasetId}?example=${number}`),
    )

  const offers = may.open && wanted.length > 0 && !isOpen
  if (slots.length === 0 && !offers) return null
  return (
    <section aria-labelledby="slots-title" className="grid min-w-0 gap-2 lg:col-start-1">
      <h2 id="slots-title" className="font-semibold text-sm">
        {t('title')}
      </h2>
      {offers && (
        <div className="flex flex-wrap items-center gap-3">
          <Button busy={busy === 'open'} onClick={() => void open(wanted, 'open')}>
            {t('open', { count: wanted.reduce((sum, one) => sum + one.wanted, 0) })}
          </Button>
          <p className="text-ink-3 text-xs">{t('hint')}</p>
        </div>
      )}
      <ul>
        {slots.map((slot) => {
          const tag = tags.find(({ id }) => id === slot.tagId)
          return (
            tag && (
              <li
                key={slot.tagId}
                className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-2 first:border-t"
              >
                <span className="inline-flex min-w-32 items-center gap-2">
                  <Swatch color={tag.color} />
                  {tag.name}
                </span>
                <Filled slot={slot} />
                <span className="ml-auto inline-flex gap-2">
                  {may.open && (
                    <Button
                      size="sm"
                      variant="quiet"
                      aria-label={t('closeLabel', { tag: tag.name })}
                      busy={busy === `close ${slot.tagId}`}
                      onClick={() => void open([{ tagId: slot.tagId, wanted: 0 }], `close ${slot.tagId}`)}
                    >
                      {t('close')}
                    </Button>
                  )}
                  {may.write && slot.filled < slot.wanted && (
                    <Button
                      size="sm"
                      aria-label={t('writeLabel', { tag: tag.name })}
                      busy={busy === slot.tagId}
                      onClick={() => void write(slot.tagId)}
                    >
                      {t('write')}
                    </Button>
                  )}
                </span>
              </li>
            )
          )
        })}
      </ul>
    </section>
  )
}

function Filled({ slot: { filled, wanted } }: { slot: Slot }) {
  const t = useTranslations('balance.slots')
  const format = useFormatter()
  const share = Math.min(1, filled / wanted)
  return (
    <span className="inline-flex items-center gap-2 text-ink-2">
      <span aria-hidden="true" className="h-1.5 w-24 overflow-hidden rounded-full bg-sunken">
        <i className="block h-full bg-accent" style={{ width: `${share * 100}%` }} />
      </span>
      {t('filled', { filled: format.number(filled), wanted: format.number(wanted) })}
    </span>
  )
}
