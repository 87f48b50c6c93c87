'use client'

import clsx from 'clsx'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { Swatch } from '@/components/ui/swatch'
import { Table, Td, Th } from '@/components/ui/table'
import type { BalancePlan, BalanceRow } from '@/lib/balance/schema'
import { printValue } from '@/lib/query/print'
import { queryNameOf } from '@/lib/tags/query-name'
import type { TagGroup } from '@/lib/tags/schema'
import { TargetCell } from './target-cell'

type Props = {
  datasetId: string
  group: TagGroup
  groups: TagGroup[]
  plan: BalancePlan
  onlyApproved: boolean
  mayTarget: boolean
}

/** Each tag of a group before and after the plan, beside its target; a tag leads to its examples. */
export function ShareTable({ datasetId, group, groups, plan, onlyApproved, mayTarget }: Props) {
  const t = useTranslations('balance')
  const rows = plan.rows.filter(({ groupId }) => groupId === group.id)
  const names = new Map(groups.flatMap(({ tags }) => tags).map(({ id, name }) => [id, name]))
  const linkOf = (term: string) => {
    const q = onlyApproved ? `${term} status:approved` : term
    return `/datasets/${datasetId}?q=${encodeURIComponent(q)}`
  }
  return (
    <Table label={t('table', { group: group.name })}>
      <thead>
        <tr>
          <Th>{t('tag')}</Th>
          <Th className="hidden w-1/3 sm:table-cell">
            <span aria-hidden="true" className="flex justify-between text-2xs">
              {['0 %', '25', '50', '75', '100 %'].map((mark) => (
                <span key={mark}>{mark}</span>
              ))}
            </span>
            <span className="sr-only">{t('bars')}</span>
          </Th>
          <Th numeric>{t('now')}</Th>
          <Th numeric>{t('after')}</Th>
          <Th numeric>{t('target')}</Th>
          <Th numeric className="hidden sm:table-cell">
            {t('planned')}
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const tag = group.tags.find(({ id }) => id === row.tagId)
          const term = tag
            ? `counted:${printValue('counted', queryNameOf(tag, group, groups))}`
            : `uncounted:${printValue('uncounted', group.name)}`
          const blocker = row.blockedBy === null ? undefined : names.get(row.blockedBy)
          const action = (
            <>
              <Action row={row} isTag={tag !== undefined} href={linkOf(term)} />
              {blocker !== undefined && (
                <span className="block text-2xs text-warn">
                  {t(
                    blocker !== tag?.name
                      ? 'blockedBy'
                      : row.state === 'over'
                        ? 'nothingBeside'
                        : 'blockedByItself',
                    { tag: blocker },
                  )}
                </span>
              )}
            </>
          )
          return (
            <tr key={row.tagId ?? ''}>
              <Th scope="row" className="min-w-28 whitespace-normal! py-2.5! text-ink! text-sm!">
                <Link
                  href={linkOf(term)}
                  className="inline-flex items-center gap-2 underline-offset-3 hover:underline"
                >
                  <Swatch color={tag?.color ?? 'grey'} />
                  <span className={clsx(!tag && 'text-ink-2')}>{tag?.name ?? t('untagged')}</span>
                </Link>
                {/* a phone has no room for a column of its own */}
                <span className="block pl-4.5 text-ink-2 text-xs sm:hidden">{action}</span>
              </Th>
              <Td className="hidden sm:table-cell">
                <Link href={linkOf(term)} aria-hidden="true" tabIndex={-1} className="block">
                  <Lane row={row} plan={plan} color={tag?.color ?? 'grey'} />
                </Link>
              </Td>
              <Td numeric className="whitespace-nowrap">
                <Counted count={row.before} total={plan.before} />
              </Td>
              <Td numeric className="whitespace-nowrap">
                <Counted count={row.after} total={plan.after} state={row.state} />
              </Td>
              <Td numeric className="whitespace-nowrap">
                {tag ? (
                  <TargetCell datasetId={datasetId} tag={tag} group={group} mayChange={mayTarget} />
                ) : (
                  '–'
                )}
              </Td>
              <Td numeric className="hidden sm:table-cell">
                {action}
              </Td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}

const shareOf = (count: number, total: number) => (total === 0 ? 0 : count / total)

function Counted({ count, total, state }: { count: number; total: number; state?: BalanceRow['state'] }) {
  const t = useTranslations('balance.states')
  const format = useFormatter()
  const share = shareOf(count, total)
  const digits = share > 0 && share < 0.095 ? 1 : 0
  const isOff = state === 'over' || state === 'under'
  return (
    <>
      {format.number(count)}
      {' · '}
      <span className={clsx(state === 'within' && 'font-[550] text-good', isOff && 'font-[550] text-warn')}>
        {format.number(share, { style: 'percent', maximumFractionDigits: digits })}
        {isOff && ` ${state === 'over' ? '▲' : '▼'}`}
        {state && state !== 'none' && <span className="sr-only"> {t(state)}</span>}
      </span>
    </>
  )
}

/** Before over after on one scale, the target as a band. */
function Lane({ row, plan, color }: { row: BalanceRow; plan: BalancePlan; color: string }) {
  const percent = (share: number) => `${Math.min(100, share * 100)}%`
  const fill = { background: `var(--tag-${color})` }
  const { min, max } = row
  return (
    <span className="relative block h-6.5">
      {(min !== null || max !== null) && (
        <i
          className="absolute -inset-y-0.5 border-ink border-x-2 bg-ink/7"
          style={{ left: percent(min ?? 0), width: `max(4px, ${percent((max ?? 1) - (min ?? 0))})` }}
        />
      )}
      <i
        className="absolute top-0.75 left-0 h-2 rounded-[2px] opacity-40"
        style={{ ...fill, width: percent(shareOf(row.before, plan.before)) }}
      />
      <i
        className="absolute top-3.25 left-0 h-2.5 rounded-[2px] transition-[width] duration-150"
        style={{ ...fill, width: percent(shareOf(row.after, plan.after)) }}
      />
    </span>
  )
}

function Action({ row, isTag, href }: { row: BalanceRow; isTag: boolean; href: string }) {
  const t = useTranslations('balance.acts')
  const parts = (['leaveOut', 'repeat', 'write'] as const).filter((act) => row[act] > 0)
  if (parts.length > 0) return <>{parts.map((act) => t(act, { count: row[act] })).join(', ')}</>
  if (!isTag && row.before > 0)
    return (
      <Link href={href} className="underline underline-offset-2">
        {t('tag')}
      </Link>
    )
  return <span className="text-ink-3">{t('keep')}</span>
}
