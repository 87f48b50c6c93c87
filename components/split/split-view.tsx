'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { Note } from '@/components/ui/note'
import { Page, Section } from '@/components/ui/page'
import { useLive } from '@/components/workspace/outbox-context'
import { newOperationId } from '@/lib/result/call'
import { fetchSplitReport, placeNew } from '@/lib/splits/client'
import type { SplitReport } from '@/lib/splits/schema'
import type { TagGroup } from '@/lib/tags/schema'
import { AdoptForm } from './adopt-form'
import { ClosestTable } from './closest-table'
import { choicesOf, HeldList } from './held-list'
import { PinDialog } from './pin-dialog'
import { PinList } from './pin-list'
import { RunLine } from './run-line'
import { SideTable } from './side-table'
import { useAct } from './use-act'

/** Where examples stand: the rule, counts by side and stratum, what is held and the ways out, pins, closest pairs. */
export function SplitView({
  datasetId,
  initial,
  groups,
  mayChange,
}: {
  datasetId: string
  initial: SplitReport
  groups: TagGroup[]
  mayChange: boolean
}) {
  const t = useTranslations('split')
  const queries = useQueryClient()
  const { data: report } = useQuery({
    queryKey: ['split', datasetId],
    queryFn: async ({ signal }) => {
      const answer = await fetchSplitReport(datasetId, {}, signal)
      if (!answer.ok) throw new Error(answer.error.reason)
      return answer.value
    },
    initialData: initial,
  })
  useLive(['examples', 'duplicates', 'dataset', 'bulk'], datasetId, () =>
    queries.invalidateQueries({ queryKey: ['split', datasetId] }),
  )
  const { busy, act } = useAct(datasetId)
  // an address such as ?pin=12 opens the dialog with that filled in
  const [pinning, setPinning] = useState(useSearchParams().get('pin'))
  const isAdopted = report.rule?.rule === 'split/2'
  const { none, held } = report.counts
  return (
    <Page title={t('title')} lede={t('lede')}>
      <Compared datasetId={datasetId} report={report} />
      <RunLine datasetId={datasetId} mayCancel={mayChange} />
      {isAdopted && (
        <Section
          title={t('sides')}
          lede={t('adopted', {
            seed: String(report.settings.seed),
            train: report.settings.trainShare,
            validation: report.settings.validationShare,
          })}
          aside={
            mayChange &&
            none > 0 && (
              <Button
                size="sm"
                busy={busy}
                onClick={() =>
                  void act(
                    () => placeNew(datasetId, newOperationId()),
                    ({ placed }) => t('placed', { count: placed }),
                  )
                }
              >
                {t('place', { count: none })}
              </Button>
            )
          }
        >
          <SideTable report={report} groups={groups} />
        </Section>
      )}
      {isAdopted && (
        <Section title={t('held.title', { count: held })} lede={held > 0 ? t('held.lede') : t('held.none')}>
          {held > 0 && <HeldList datasetId={datasetId} report={report} mayChange={mayChange} />}
        </Section>
      )}
      {isAdopted && (report.closest.length > 0 || report.compared) && (
        <Section
          title={t('closest.title')}
          lede={t(report.closest.length > 0 ? 'closest.lede' : 'closest.none')}
        >
          <ClosestTable datasetId={datasetId} pairs={report.closest} />
        </Section>
      )}
      {isAdopted && (report.pinnedCount > 0 || mayChange) && (
        <Section
          title={t('pins.title', { count: report.pinnedCount })}
          lede={t(report.pinnedCount > 0 ? 'pins.lede' : 'pins.none')}
          aside={
            mayChange && (
              <Button size="sm" onClick={() => setPinning('')}>
                {t('pin.open')}
              </Button>
            )
          }
        >
          {report.pinnedCount > 0 && <PinList datasetId={datasetId} report={report} mayChange={mayChange} />}
        </Section>
      )}
      {isAdopted && mayChange && pinning !== null && (
        <PinDialog
          datasetId={datasetId}
          choices={choicesOf(report)}
          asked={pinning}
          onClose={() => {
            setPinning(null)
            window.history.replaceState(null, '', window.location.pathname)
          }}
        />
      )}
      {mayChange ? (
        <AdoptForm datasetId={datasetId} report={report} groups={groups} />
      ) : (
        !isAdopted && <Note>{t('leadsOnly')}</Note>
      )}
    </Page>
  )
}

/** What the report stands on: near-duplicates that were looked for, and how many examples were not. */
function Compared({ datasetId, report }: { datasetId: string; report: SplitReport }) {
  const t = useTranslations('split.compared')
  const { compared } = report
  if (compared && compared.due === 0 && !compared.isOther) return null
  return (
    <Note tone="warn" role="status" className="flex flex-wrap items-center gap-3">
      <span className="flex-1">
        {!compared ? t('never') : compared.isOther ? t('other') : t('due', { count: compared.due })}
      </span>
      <ButtonLink size="sm" href={`/datasets/${datasetId}/duplicates`}>
        {t('go')}
      </ButtonLink>
    </Note>
  )
}
