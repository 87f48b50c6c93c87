'use client'

import { type ComponentProps, useCallback } from 'react'
import { Proposals } from '@/components/second-reader/proposals'
import type { Material } from '@/components/second-reader/propose-form'
import { WeakSpotsView } from '@/components/weak-spots/weak-spots-view'
import { listLinked, listPrompts } from '@/lib/weak-spots/client'
import type { WeakSpotRow } from '@/lib/weak-spots/schema'

const mostPrompts = 20
const longestPrompt = 8_000
const mostLike = 3

type Props = Omit<ComponentProps<typeof WeakSpotsView>, 'proposals'> & { mayDecide: boolean }

/** The weak spots of a dataset, with a model that proposes examples against them. */
export function WeakSpotsPage({ mayDecide, ...props }: Props) {
  const { datasetId, mayWrite } = props
  const proposals = useCallback(
    (spot: WeakSpotRow) => (
      <Proposals
        datasetId={datasetId}
        about={{ kind: 'weak-spot', id: spot.id }}
        wanted={spot.mustContain}
        gather={() => gather(datasetId, spot)}
        mayEdit={mayWrite}
        mayDecide={mayDecide}
      />
    ),
    [datasetId, mayWrite, mayDecide],
  )
  return <WeakSpotsView {...props} proposals={proposals} />
}

/** The first prompts at which the model fails, and approved examples that show the right manner. */
async function gather(datasetId: string, { id, title }: WeakSpotRow): Promise<Material> {
  const [failing, linked] = await Promise.all([listPrompts(datasetId, id, 0), listLinked(datasetId, id)])
  const prompts = failing.ok ? failing.value.prompts : []
  const examples = linked.ok ? linked.value.examples : []
  return {
    title,
    prompts: prompts.slice(0, mostPrompts).map(({ messages }) =>
      messages
        .map(({ text }) => text)
        .join('\n\n')
        .slice(0, longestPrompt)
        .toWellFormed(),
    ),
    like: examples
      .filter(({ status }) => status === 'approved')
      .slice(0, mostLike)
      .map(({ number }) => number),
    tagIds: [],
  }
}
