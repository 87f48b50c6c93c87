'use client'

import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Kbd } from '@/components/ui/kbd'
import type { FindingRow } from '@/lib/checks/schema'
import { keysOf, type ShortcutId } from '@/lib/shortcuts/table'
import { useFindingSentence } from './use-sentence'
import { WaiveForm } from './waive-form'
import { WhyText } from './why-text'

const tones = {
  error: 'bg-bad-soft text-bad',
  warning: 'bg-warn-soft text-warn',
  info: 'bg-sunken text-ink-2',
}

/** A remark in the margin: what a check found, why, and the two ways in which it ends. */
export function FindingNote({
  finding,
  datasetId,
  checking,
  current,
  mayEdit,
  fixHint,
  waiving,
  busy,
  onFix,
  onWaiving,
  onWaive,
  onReopen,
}: {
  finding: FindingRow
  datasetId: string
  /** Its text is no longer the one that was checked. */
  checking: boolean
  /** The keys act on it. */
  current: boolean
  mayEdit: boolean
  /** What Fix would do; null where there is nothing to press. */
  fixHint: string | null
  waiving: boolean
  busy: boolean
  onFix: () => void
  onWaiving: (open: boolean) => void
  onWaive: (reason: string) => void
  onReopen: () => void
}) {
  const t = useTranslations('quality')
  const checks = useTranslations('checks')
  const sentence = useFindingSentence()
  const [why, setWhy] = useState(false)
  const { check, severity, state } = finding
  const name = checks(`${check}.name`)
  const waived = state === 'waived'
  return (
    <div
      id={`finding-${finding.fingerprint}`}
      role="note"
      tabIndex={-1}
      aria-label={t('note.label', { check: name, severity: t(`severity.${severity}`) })}
      aria-current={current || undefined}
      className={clsx(
        'min-w-0 rounded-md px-2.25 py-1.75 text-xs leading-[1.4] outline-none',
        waived ? 'bg-sunken text-ink-2' : tones[severity],
        current && 'ring-1 ring-current',
      )}
    >
      <b className="block font-semibold">{name}</b>
      <p className={clsx(checking && 'opacity-70')}>{sentence(finding)}</p>
      {waived && (
        <p className="mt-1">
          {t('note.waived', { name: finding.waiver?.byName ?? '', reason: finding.waiver?.reason ?? '' })}
        </p>
      )}
      {checking && !waived && (
        <p role="status" className="mt-1 italic">
          {t('note.checking')}
        </p>
      )}
      <p className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1">
        {mayEdit && !waived && !checking && fixHint !== null && (
          <Act hint={fixHint} keys={current ? 'finding.fix' : undefined} onClick={onFix}>
            {t('note.fix')}
          </Act>
        )}
        {mayEdit && !waived && (
          <Act
            keys={current ? 'finding.waive' : undefined}
            expanded={waiving}
            onClick={() => onWaiving(!waiving)}
          >
            {t('note.waive')}
          </Act>
        )}
        {mayEdit && waived && <Act onClick={onReopen}>{t('note.reopen')}</Act>}
        <Act expanded={why} onClick={() => setWhy(!why)}>
          {t('note.why')}
        </Act>
      </p>
      {why && <WhyText check={check} datasetId={datasetId} />}
      {waiving && !waived && <WaiveForm busy={busy} onWaive={onWaive} onCancel={() => onWaiving(false)} />}
    </div>
  )
}

function Act({
  hint,
  keys,
  expanded,
  onClick,
  children,
}: {
  hint?: string
  keys?: ShortcutId | undefined
  expanded?: boolean
  onClick: () => void
  children: ReactNode
}) {
  const key = keys && keysOf(keys)
  return (
    <button
      type="button"
      title={hint}
      aria-expanded={expanded}
      onClick={onClick}
      className="inline-flex min-h-6 items-center gap-1 rounded-sm underline underline-offset-2 hover:no-underline pointer-coarse:min-h-9"
    >
      {children}
      {key && (
        <span aria-hidden="true" className="pointer-coarse:hidden">
          <Kbd keys={key} />
        </span>
      )}
    </button>
  )
}
