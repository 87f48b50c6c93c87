'use client'

import { CircleHelp } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import type { FindingRow } from '@/lib/checks/schema'
import { useFindingSentence } from './use-sentence'
import { WhyText } from './why-text'

const tones = { error: 'bad', warning: 'warn', info: 'neutral' } as const

/** One finding in the list: where, what, the words with some text around them, and how it ends. */
export function FindingItem({
  finding,
  datasetId,
  href,
  ticked,
  onTick,
  onWaive,
  onReopen,
}: {
  finding: FindingRow
  datasetId: string
  /** Its turn in the workspace. */
  href: string
  /** Null where nobody may decide. */
  ticked: boolean | null
  onTick: (on: boolean) => void
  onWaive: () => void
  onReopen: () => void
}) {
  const t = useTranslations('quality')
  const checks = useTranslations('checks')
  const sentence = useFindingSentence()
  const [why, setWhy] = useState(false)
  const { number, messageIndex, check, severity, excerpt, around, state, waiver } = finding
  const place =
    messageIndex === null ? t('item.example', { number }) : t('item.turn', { number, turn: messageIndex + 1 })
  const name = checks(`${check}.name`)
  return (
    <li
      tabIndex={-1}
      aria-label={t('item.label', { place, check: name })}
      className="grid scroll-mt-20 grid-cols-[auto_minmax(0,1fr)] items-start sm:grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2.5 border-line border-t px-1 py-2.5 outline-offset-[-2px] focus-visible:outline-2 focus-visible:outline-accent"
    >
      {ticked === null ? (
        <span />
      ) : (
        <input
          type="checkbox"
          checked={ticked}
          aria-label={t('item.tick', { place, check: name })}
          onChange={(event) => onTick(event.target.checked)}
          className="mt-0.5 size-4 cursor-pointer accent-accent"
        />
      )}
      <div className="grid min-w-0 gap-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-xs">
          <Link href={href} className="font-[550] text-accent hover:underline">
            {place}
          </Link>
          <Badge tone={tones[severity]}>{t(`severity.${severity}`)}</Badge>
          <b className="font-[550]">{name}</b>
        </p>
        <p className="text-ink-2">{sentence(finding)}</p>
        {excerpt !== '' && (
          <p className="line-clamp-3 break-words border-line-strong border-l-2 pl-2 text-ink-2 text-sm">
            {around?.before}
            <mark className="bg-warn-soft px-0.5 text-ink">{excerpt}</mark>
            {around?.after}
          </p>
        )}
        {waiver && (
          <p className="text-ink-3 text-xs">
            {t('note.waived', { name: waiver.byName, reason: waiver.reason })}
          </p>
        )}
        {why && (
          <div className="max-w-[66ch] text-ink-2 text-xs">
            <WhyText check={check} datasetId={datasetId} />
          </div>
        )}
      </div>
      <div className="flex items-center gap-1 max-sm:col-start-2 max-sm:-ml-1.5">
        <IconButton size="sm" label={t('note.why')} aria-expanded={why} onClick={() => setWhy(!why)}>
          <CircleHelp />
        </IconButton>
        {ticked !== null && (
          <Button size="sm" variant="quiet" onClick={state === 'open' ? onWaive : onReopen}>
            {t(state === 'open' ? 'note.waive' : 'note.reopen')}
          </Button>
        )}
      </div>
    </li>
  )
}
