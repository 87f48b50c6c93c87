'use client'

import clsx from 'clsx'
import { Plus } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { IconButton } from '@/components/ui/icon-button'
import { Swatch } from '@/components/ui/swatch'
import { Table, Th } from '@/components/ui/table'
import type { Coverage, CoverageCell } from '@/lib/coverage/schema'
import { type CountedStatus, queryOfTags } from '@/lib/coverage/view'
import type { Tag, TagGroup } from '@/lib/tags/schema'
import { CellTarget } from './cell-target'

export type Cell = Pick<CoverageCell, 'kindTagId' | 'topicTagId'>

type Props = {
  datasetId: string
  groups: TagGroup[]
  kinds: TagGroup
  topics: TagGroup
  coverage: Coverage
  status: CountedStatus | null
  may: { set: boolean; write: boolean }
  /** Null: the one of all again. Whether it was kept. */
  onTarget: (cell: Cell, target: number | null) => Promise<boolean>
  onStart: (cell: Cell) => void
}

/** Kinds down, topics across; a count opens its examples, a short cell begins one. */
export function CoverageTable({
  datasetId,
  groups,
  kinds,
  topics,
  coverage,
  status,
  may,
  onTarget,
  onStart,
}: Props) {
  const t = useTranslations('coverage')
  const hrefOf = (...tagIds: string[]) =>
    `/datasets/${datasetId}?q=${encodeURIComponent(queryOfTags(groups, tagIds, status))}`
  const columns = coverage.topics.flatMap(({ tagId, count }) => {
    const tag = topics.tags.find(({ id }) => id === tagId)
    return tag ? [{ tag, count }] : []
  })
  const rows = coverage.kinds.flatMap(({ tagId, count }) => {
    const tag = kinds.tags.find(({ id }) => id === tagId)
    return tag ? [{ tag, count }] : []
  })
  return (
    <Table label={t('table', { kinds: kinds.name, topics: topics.name })}>
      <thead>
        <tr>
          <Th className="sticky left-0 z-1 bg-bg">{kinds.name}</Th>
          {columns.map(({ tag, count }) => (
            <Th key={tag.id} className="min-w-28 align-bottom">
              <TagHead tag={tag} count={count} href={hrefOf(tag.id)} />
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.tag.id}>
            <Th
              scope="row"
              className="sticky left-0 z-1 max-w-36 whitespace-normal bg-bg sm:max-w-60 sm:whitespace-nowrap"
            >
              <TagHead tag={row.tag} count={row.count} href={hrefOf(row.tag.id)} />
            </Th>
            {columns.map((column) => {
              const cell = coverage.cells.find(
                ({ kindTagId, topicTagId }) => kindTagId === row.tag.id && topicTagId === column.tag.id,
              )
              return (
                cell && (
                  <CellView
                    key={column.tag.id}
                    cell={cell}
                    usual={coverage.target}
                    names={{ kind: row.tag.name, topic: column.tag.name }}
                    href={hrefOf(row.tag.id, column.tag.id)}
                    may={may}
                    onTarget={(target) =>
                      onTarget({ kindTagId: row.tag.id, topicTagId: column.tag.id }, target)
                    }
                    onStart={() => onStart({ kindTagId: row.tag.id, topicTagId: column.tag.id })}
                  />
                )
              )
            })}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function TagHead({ tag, count, href }: { tag: Tag; count: number; href: string }) {
  const t = useTranslations('coverage')
  const format = useFormatter()
  return (
    <span className="inline-flex items-center gap-2 text-ink text-sm max-sm:max-w-32">
      <Swatch color={tag.color} />
      <span className="min-w-0 whitespace-normal break-words sm:whitespace-nowrap">{tag.name}</span>
      <Link
        href={href}
        aria-label={t('showTag', { tag: tag.name, count })}
        className="min-w-6 text-center text-ink-3 text-xs tabular-nums underline decoration-line-strong underline-offset-3 hover:text-ink"
      >
        {format.number(count)}
      </Link>
    </span>
  )
}

function CellView({
  cell,
  usual,
  names,
  href,
  may,
  onTarget,
  onStart,
}: {
  cell: CoverageCell
  usual: number
  names: { kind: string; topic: string }
  href: string
  may: Props['may']
  onTarget: (target: number | null) => Promise<boolean>
  onStart: () => void
}) {
  const t = useTranslations('coverage')
  const format = useFormatter()
  const { count, target } = cell
  const isShort = count < target
  const share = target === 0 ? 1 : Math.min(1, count / target)
  return (
    <td className="border-line border-b p-1 align-middle">
      <div
        className={clsx(
          'relative flex min-h-10 items-center gap-1 overflow-hidden rounded-md pr-1 pl-2.5 tabular-nums',
          count === 0 && isShort ? 'border border-line-strong border-dashed' : 'bg-sunken',
        )}
      >
        {target > 0 && (
          <i
            aria-hidden="true"
            className="absolute inset-x-0 bottom-0 h-[3px] origin-left bg-accent"
            style={{ transform: `scaleX(${share})` }}
          />
        )}
        <Link
          href={href}
          aria-label={t('showCell', { ...names, count })}
          className={clsx(
            'min-w-6 py-1.5 underline decoration-transparent underline-offset-3 hover:decoration-current',
            count === 0 ? 'text-ink-3' : 'font-[550] text-ink',
          )}
        >
          {format.number(count)}
        </Link>
        <CellTarget cell={cell} usual={usual} names={names} maySet={may.set} onTarget={onTarget} />
        {isShort && may.write && (
          <IconButton label={t('start', names)} size="sm" className="ml-auto" onClick={onStart}>
            <Plus />
          </IconButton>
        )}
      </div>
    </td>
  )
}
