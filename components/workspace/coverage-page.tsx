'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import type { Cell } from '@/components/coverage/coverage-table'
import { CoverageView } from '@/components/coverage/coverage-view'
import { Proposals } from '@/components/second-reader/proposals'
import type { Material } from '@/components/second-reader/propose-form'
import { queryOfTags } from '@/lib/coverage/view'
import { listExamples } from '@/lib/examples/client'

const mostLike = 3
const longestTitle = 200

type Props = Omit<ComponentProps<typeof CoverageView>, 'proposals'> & { mayDecide: boolean }

/** The table of coverage, with a model that proposes examples for its cells. */
export function CoveragePage({ mayDecide, ...props }: Props) {
  const t = useTranslations('coverage.begin')
  const { datasetId, groups } = props
  const nameOf = (tagId: string) =>
    groups.flatMap(({ tags }) => tags).find(({ id }) => id === tagId)?.name ?? ''
  async function gather({ kindTagId, topicTagId }: Cell): Promise<Material> {
    // approved ones of the topic show the manner
    const q = queryOfTags(groups, [topicTagId], 'approved')
    const found = await listExamples(datasetId, { q, sort: '-updated' }, null)
    return {
      title: `${nameOf(kindTagId)} × ${nameOf(topicTagId)}`.slice(0, longestTitle),
      prompts: [],
      like: found.ok ? found.value.rows.slice(0, mostLike).map(({ number }) => number) : [],
      tagIds: [kindTagId, topicTagId],
    }
  }
  const proposals = (cell: Cell) => (
    <Proposals
      datasetId={datasetId}
      about={{ kind: 'coverage', id: `${cell.kindTagId} ${cell.topicTagId}` }}
      wanted={t('wanted', { kind: nameOf(cell.kindTagId), topic: nameOf(cell.topicTagId) })}
      gather={() => gather(cell)}
      mayEdit={props.may.write}
      mayDecide={mayDecide}
    />
  )
  return <CoverageView {...props} proposals={proposals} />
}
