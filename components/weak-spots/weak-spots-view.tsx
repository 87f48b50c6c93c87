'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Page } from '@/components/ui/page'
import { useLive } from '@/components/workspace/outbox-context'
import { listWeakSpots } from '@/lib/weak-spots/client'
import type { WeakSpotRow } from '@/lib/weak-spots/schema'
import { MarkDialog } from './mark-dialog'
import { SpotDialog } from './spot-dialog'
import { SpotItem } from './spot-item'
import { SpotsRoom, useSpots } from './spots-context'

type Props = {
  datasetId: string
  initial: WeakSpotRow[]
  mayManage: boolean
  mayWrite: boolean
  /** The one that the address names. */
  open: string | null
  /** The turn that is to be marked. */
  mark: { number: number; messageId: string } | null
  /** What a model proposes against one. */
  proposals: (spot: WeakSpotRow) => ReactNode
}

/** Where the model fails, and what is written against it. */
export function WeakSpotsView({ datasetId, mayManage, mayWrite, proposals, ...rest }: Props) {
  return (
    <SpotsRoom datasetId={datasetId} mayManage={mayManage} mayWrite={mayWrite} proposals={proposals}>
      <Body {...rest} />
    </SpotsRoom>
  )
}

function Body({ initial, open, mark }: Pick<Props, 'initial' | 'open' | 'mark'>) {
  const t = useTranslations('weakSpots')
  const router = useRouter()
  const { datasetId, mayManage, refresh } = useSpots()
  const [adding, setAdding] = useState(false)
  const { data: spots } = useQuery({
    queryKey: ['weak-spots', datasetId],
    queryFn: async ({ signal }) => {
      const answer = await listWeakSpots(datasetId, signal)
      if (!answer.ok) throw new Error(answer.error.reason)
      return answer.value.spots
    },
    initialData: initial,
  })
  useLive(['dataset', 'examples', 'example', 'bulk'], datasetId, refresh)
  const here = `/datasets/${datasetId}/weak-spots`
  const show = (id: string | null) =>
    router.replace(id === null ? here : `${here}?spot=${id}`, { scroll: false })
  const add = mayManage && (
    <Button variant={spots.length === 0 ? 'primary' : 'default'} onClick={() => setAdding(true)}>
      <Plus aria-hidden="true" />
      {t('add')}
    </Button>
  )
  return (
    <Page title={t('title')} lede={t('lede')} actions={spots.length > 0 && add}>
      {spots.length === 0 ? (
        <EmptyState title={t('none.title')} actions={add}>
          <p>{t(mayManage ? 'none.text' : 'none.ask')}</p>
        </EmptyState>
      ) : (
        <ul className="grid grid-cols-1">
          {spots.map((spot) => (
            <SpotItem
              key={spot.id}
              spot={spot}
              open={spot.id === open}
              onOpen={(on) => show(on ? spot.id : null)}
            />
          ))}
        </ul>
      )}
      {adding && <SpotDialog onClose={() => setAdding(false)} onSaved={show} />}
      {mark && mayManage && (
        <MarkDialog spots={spots} mark={mark} onClose={() => show(open)} onMarked={show} />
      )}
    </Page>
  )
}
