'use client'

import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import type { CheckRow } from '@/lib/checks/schema'
import { severities } from '@/lib/checks/words'
import { SettingsForm } from './settings-form'
import { useSetCheck } from './use-set-check'
import { WhyText } from './why-text'

/** One check: on or off, how grave, why, and what it goes by. */
export function CheckItem({
  datasetId,
  row,
  mayChange,
}: {
  datasetId: string
  row: CheckRow
  mayChange: boolean
}) {
  const t = useTranslations('quality')
  const checks = useTranslations('checks')
  const { set, busy } = useSetCheck(datasetId, row)
  const [open, setOpen] = useState(false)
  // outside system: the address, which points at a check
  useEffect(() => {
    const look = () => {
      if (window.location.hash === `#${row.check}`) setOpen(true)
    }
    look()
    window.addEventListener('hashchange', look)
    return () => window.removeEventListener('hashchange', look)
  }, [row.check])
  const name = checks(`${row.check}.name`)
  const id = `check-${row.check}`
  const has = Object.keys(row.defaults).length > 0
  return (
    <li id={row.check} className="grid scroll-mt-20 gap-3 border-line border-t py-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Switch
          id={id}
          checked={row.isOn}
          disabled={!mayChange || busy}
          onCheckedChange={(isOn) => void set({ isOn })}
        />
        <label htmlFor={id} className="min-w-0 flex-1 basis-40 font-semibold text-sm">
          {name}
        </label>
        <Select
          aria-label={t('settings.severityOf', { check: name })}
          value={row.severity ?? ''}
          disabled={!mayChange || !row.isOn}
          onChange={(event) => {
            const severity = severities.find((one) => one === event.target.value) ?? null
            void set({ severity })
          }}
        >
          <option value="">
            {t('settings.ownSeverity', { severity: t(`severity.${row.ownSeverity}`) })}
          </option>
          {severities.toReversed().map((severity) => (
            <option key={severity} value={severity}>
              {t(`severity.${severity}`)}
            </option>
          ))}
        </Select>
      </div>
      <div className="max-w-[66ch] text-ink-2 text-xs">
        <WhyText check={row.check} datasetId={datasetId} />
      </div>
      {has && (
        <>
          <Button
            size="sm"
            variant="quiet"
            className="-ml-2 justify-self-start"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <ChevronDown aria-hidden="true" className={open ? 'rotate-180' : undefined} />
            {t('settings.details')}
            <span className="sr-only">: {name}</span>
          </Button>
          {open && (
            <SettingsForm
              // what somebody else has set begins anew
              key={row.revision}
              row={row}
              disabled={!mayChange || !row.isOn}
              busy={busy}
              onSave={(settings) => set({ settings })}
            />
          )}
        </>
      )}
    </li>
  )
}
