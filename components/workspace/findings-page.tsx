'use client'

import { useTranslations } from 'next-intl'
import { type ComponentProps, useState } from 'react'
import { FindingsView } from '@/components/findings/findings-view'
import { queryOf } from '@/components/findings/view'
import { Button } from '@/components/ui/button'
import { useLazy } from '@/components/ui/use-lazy'
import { warmLater } from '@/components/ui/warm-up'
import type { DatasetRole } from '@/lib/auth/schema'
import { fixable } from '@/lib/bulk/words'
import type { CheckId } from '@/lib/checks/words'
import { countExamples } from '@/lib/examples/client'
import { useBulkStarted } from './use-bulk-started'

const loadDialog = warmLater(() =>
  import('@/components/bulk/bulk-dialog').then((module) => module.BulkDialog),
)

type Asked = { check: CheckId; q: string; count: number }

/** The page of findings with the bulk work that mends them: what it would do is seen before. */
export function FindingsPage({
  role,
  ...props
}: Omit<ComponentProps<typeof FindingsView>, 'fix'> & { role: DatasetRole }) {
  const t = useTranslations('quality.list')
  const { datasetId, groups, mayDecide } = props
  const [asked, setAsked] = useState<Asked | null>(null)
  const BulkDialog = useLazy(loadDialog, asked !== null, () => setAsked(null))
  const started = useBulkStarted(datasetId, groups)
  async function ask(check: CheckId, q: string) {
    const found = await countExamples(datasetId, q)
    setAsked({ check, q, count: found.ok ? found.value.count : 0 })
  }
  return (
    <>
      <FindingsView
        {...props}
        fix={(view, count) => {
          const { check } = view
          if (!mayDecide || check === null || count === 0 || !fixable.some((id) => id === check)) return null
          return (
            <Button size="sm" onClick={() => void ask(check, queryOf(view))}>
              {t(check === 'privacy' ? 'mask' : 'fix', { count })}
            </Button>
          )
        }}
      />
      {asked && BulkDialog && (
        <BulkDialog
          datasetId={datasetId}
          kind="fix"
          start={{ check: asked.check }}
          selection={{ kind: 'all', q: asked.q, count: asked.count, except: new Set() }}
          groups={groups}
          role={role}
          onClose={() => setAsked(null)}
          onStarted={(runId, action, count) => {
            setAsked(null)
            started(runId, action, count)
          }}
        />
      )}
    </>
  )
}
