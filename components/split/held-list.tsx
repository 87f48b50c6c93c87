'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { useUndo } from '@/components/workspace/undo-context'
import { toldApart } from '@/lib/duplicates/undoable'
import { newOperationId } from '@/lib/result/call'
import { acceptHeld, moveGroup } from '@/lib/splits/client'
import type { HeldExample, SplitReport } from '@/lib/splits/schema'
import { type Side, sides } from '@/lib/splits/words'
import { useAct } from './use-act'

/** The sides on which something can be put. */
export const choicesOf = ({ settings }: SplitReport): readonly Side[] =>
  sides.filter((side) => side === 'train' || side === 'test' || settings.validationShare > 0)

/** What stands in no file: why, and the ways out. */
export function HeldList({
  datasetId,
  report,
  mayChange,
}: {
  datasetId: string
  report: SplitReport
  mayChange: boolean
}) {
  const t = useTranslations('split.held')
  const { held, counts } = report
  return (
    <>
      <ul className="grid">
        {held.map((example) => (
          <HeldItem
            key={example.number}
            datasetId={datasetId}
            example={example}
            choices={mayChange ? choicesOf(report) : []}
          />
        ))}
      </ul>
      {counts.held > held.length && (
        <p className="text-ink-3 text-xs">{t('more', { count: counts.held - held.length })}</p>
      )}
    </>
  )
}

function HeldItem({
  datasetId,
  example,
  choices,
}: {
  datasetId: string
  example: HeldExample
  choices: readonly Side[]
}) {
  const t = useTranslations('split')
  const queue = useTranslations('queue')
  const { busy, act } = useAct(datasetId)
  const { remember } = useUndo()
  const { number, preview, side, links, canAccept, group } = example
  const at = (n: number) => (
    <Link href={`/datasets/${datasetId}?example=${n}`} className="font-[550] text-accent hover:underline">
      #{n}
    </Link>
  )
  const move = (to: Side) =>
    void act(
      () => moveGroup(datasetId, { operationId: newOperationId(), number, side: to }),
      ({ placed }) => t('moved', { count: placed, side: t(`side.${to}`) }),
    )
  const accept = () =>
    void act(
      async () => {
        const answer = await acceptHeld(datasetId, { operationId: newOperationId(), number })
        const label = t('held.accepted', { number })
        if (answer.ok)
          await remember(datasetId, {
            ...toldApart(datasetId, [{ numbers: [number], of: answer.value.numbers }]),
            label,
          })
        return answer
      },
      () => t('held.accepted', { number }),
    )
  return (
    <li aria-label={`#${number}`} className="grid gap-2 border-line border-t py-3 first:border-t-0">
      <div className="grid gap-0.5">
        <p className="flex flex-wrap items-center gap-x-2 text-ink-3 text-xs">
          {at(number)}
          <span>{side ? t('held.keeps', { side: t(`side.${side}`) }) : t('held.new')}</span>
        </p>
        <p className="line-clamp-2 break-words">{preview || queue('emptyPreview')}</p>
        <p className="flex flex-wrap gap-x-3 text-ink-2 text-xs">
          {links.map((link) => (
            <span key={link.number}>
              {t.rich(`held.by.${link.by}`, {
                to: () => at(link.number),
                side: t(`side.${link.side}`),
                alike: link.alike ?? 1,
              })}
            </span>
          ))}
        </p>
      </div>
      {choices.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {choices.map((to) => (
            <Button key={to} size="sm" busy={busy} onClick={() => move(to)}>
              {t('held.move', { count: group, side: t(`side.${to}`) })}
            </Button>
          ))}
          {canAccept && (
            <Button size="sm" variant="quiet" busy={busy} onClick={accept}>
              {t('held.accept')}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
