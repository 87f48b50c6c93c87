'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { useShortcuts } from '@/components/ui/shortcuts'
import type { FindingRow } from '@/lib/checks/schema'
import { FindingItem } from './finding-item'
import { namesOf, useWaive } from './use-waive'
import { type FindingsView, queryOf, requestOf } from './view'
import { WaiveDialog } from './waive-dialog'

const keyOf = ({ number, fingerprint }: FindingRow) => `${number}/${fingerprint}`
const mostNamed = 500

/** Findings with what can be done about one, about those that are ticked, or about all that the filter finds. */
export function FindingsList({
  datasetId,
  view,
  findings,
  all,
  mayDecide,
  fix,
}: {
  datasetId: string
  view: FindingsView
  findings: FindingRow[]
  /** How many the filter finds; null where nobody has counted. */
  all: number | null
  mayDecide: boolean
  /** Bulk work that mends them. */
  fix: ReactNode
}) {
  const t = useTranslations('quality')
  const { waive, reopen, busy } = useWaive(datasetId)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [asks, setAsks] = useState<FindingRow[] | 'all' | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const chosen = findings.filter((finding) => ticked.has(keyOf(finding)))
  const isOpen = view.state === 'open'
  const tick = (finding: FindingRow, on: boolean) =>
    setTicked(
      (now) => new Set(on ? [...now, keyOf(finding)] : [...now].filter((key) => key !== keyOf(finding))),
    )
  const tickAll = (on: boolean) => setTicked(new Set(on ? findings.slice(0, mostNamed).map(keyOf) : []))

  const items = () => [...(list.current?.querySelectorAll<HTMLElement>(':scope > li') ?? [])]
  const focused = () => items().findIndex((item) => item.contains(document.activeElement))
  const move = (step: number) => {
    const at = focused()
    items()[at < 0 ? 0 : Math.max(0, Math.min(findings.length - 1, at + step))]?.focus()
  }
  const inHand = (): FindingRow | undefined => findings[focused()]
  useShortcuts({
    'example.next': () => move(1),
    'example.previous': () => move(-1),
    ...(mayDecide
      ? {
          'list.select': () => {
            const finding = inHand()
            if (finding) tick(finding, !ticked.has(keyOf(finding)))
          },
          'list.selectAll': () => tickAll(true),
          'list.selectNone': () => tickAll(false),
          ...(isOpen
            ? {
                'finding.waive': () => {
                  const finding = inHand()
                  if (chosen.length > 0) setAsks(chosen)
                  else if (finding) setAsks([finding])
                },
              }
            : {}),
        }
      : {}),
  })
  const hrefOf = ({ number, messageId }: FindingRow) => {
    const search = new URLSearchParams({
      ...(isOpen ? { q: queryOf(view) } : {}),
      example: String(number),
      ...(messageId === null ? {} : { turn: messageId }),
    })
    return `/datasets/${datasetId}?${search}`
  }
  return (
    <div className="grid gap-2">
      {mayDecide && findings.length > 0 && (
        <div className="flex min-h-8 flex-wrap items-center gap-2 px-1">
          <Checkbox
            label={t('list.tickAll', { count: findings.length })}
            checked={chosen.length > 0 && chosen.length === findings.length}
            onChange={(event) => tickAll(event.target.checked)}
            className="mr-auto"
          />
          {isOpen && chosen.length === 0 && fix}
          {isOpen ? (
            chosen.length > 0 ? (
              <Button size="sm" variant="primary" onClick={() => setAsks(chosen)}>
                {t('list.waive', { count: chosen.length })}
              </Button>
            ) : (
              all !== null &&
              all > 1 && (
                <Button size="sm" onClick={() => setAsks('all')}>
                  {t('list.waiveAll', { count: all })}
                </Button>
              )
            )
          ) : (
            chosen.length > 0 && (
              <Button
                size="sm"
                variant="primary"
                busy={busy}
                onClick={() => void reopen(namesOf(chosen)).then(() => tickAll(false))}
              >
                {t('list.reopen', { count: chosen.length })}
              </Button>
            )
          )}
        </div>
      )}
      <ul ref={list} aria-label={t('list.label')}>
        {findings.map((finding) => (
          <FindingItem
            key={keyOf(finding)}
            finding={finding}
            datasetId={datasetId}
            href={hrefOf(finding)}
            ticked={mayDecide ? ticked.has(keyOf(finding)) : null}
            onTick={(on) => tick(finding, on)}
            onWaive={() => setAsks([finding])}
            onReopen={() => void reopen(namesOf([finding]))}
          />
        ))}
      </ul>
      {asks && (
        <WaiveDialog
          count={asks === 'all' ? (all ?? 0) : asks.length}
          busy={busy}
          onClose={() => setAsks(null)}
          onWaive={async (reason) => {
            if (!(await waive(asks === 'all' ? requestOf(view) : namesOf(asks), reason))) return
            setAsks(null)
            tickAll(false)
          }}
        />
      )}
    </div>
  )
}
