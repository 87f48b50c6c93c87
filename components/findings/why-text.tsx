'use client'

import { useTranslations } from 'next-intl'
import type { CheckId } from '@/lib/checks/words'
import { useChecks } from './use-checks'

/** Why a check is one, and where its rule comes from. */
export function WhyText({ check, datasetId }: { check: CheckId; datasetId: string }) {
  const t = useTranslations('quality.note')
  const checks = useTranslations('checks')
  const { data } = useChecks(datasetId)
  const source = data?.find((row) => row.check === check)?.source ?? []
  return (
    <div className="mt-1 grid gap-1">
      <p>{checks(`${check}.why`)}</p>
      {source.map((address) => (
        <a
          key={address}
          href={address}
          target="_blank"
          rel="noopener noreferrer"
          className="truncate leading-6 underline underline-offset-2"
        >
          {t('source', { site: siteOf(address) })}
        </a>
      ))}
    </div>
  )
}

// two rules of one site are told apart by what follows
function siteOf(address: string): string {
  if (!URL.canParse(address)) return address
  const { host, pathname, search } = new URL(address)
  return `${host.replace(/^www\./, '')}${pathname.replace(/\/$/, '')}${search}`
}
