'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { FindingCounts, FindingsSummary, Severity } from '@/lib/checks/schema'
import { severities } from '@/lib/checks/words'
import { parseQuery } from '@/lib/query/parse'
import { printQuery } from '@/lib/query/print'
import { sameTerm, withoutTerm, withTerm } from '@/lib/query/terms'
import { queryNameOf } from '@/lib/tags/query-name'
import type { TagGroup } from '@/lib/tags/schema'
import { CountBar } from './count-bar'
import type { FindingsView } from './view'

const fromWorst: readonly Severity[] = severities.toReversed()

/** Open findings by check, severity and tag, as bars that filter. */
export function Facets({
  summary,
  groups,
  view,
  onChange,
}: {
  summary: FindingsSummary
  groups: TagGroup[]
  view: FindingsView
  onChange: (part: Partial<FindingsView>) => void
}) {
  const t = useTranslations('quality')
  const checks = useTranslations('checks')
  const isWaived = view.state === 'waived'
  // from the chosen severity up
  const counted: readonly Severity[] = view.severity
    ? severities.slice(severities.indexOf(view.severity))
    : severities
  const sum = ({ open, waived }: FindingCounts) =>
    isWaived ? waived : counted.reduce((total, severity) => total + open[severity], 0)
  const rows = summary.checks.filter((row) => sum(row) > 0 || row.check === view.check)
  const most = Math.max(1, ...rows.map(sum))
  const ofSeverity = (severity: Severity) =>
    summary.checks
      .filter(({ check }) => view.check === null || check === view.check)
      .reduce((total, { open }) => total + open[severity], 0)
  const mostOfSeverity = Math.max(1, ...severities.map(ofSeverity))
  return (
    <div className="grid content-start gap-5">
      {rows.length > 0 && (
        <Facet title={t('by.check')}>
          {rows.map((row) => (
            <CountBar
              key={row.check}
              name={checks(`${row.check}.name`)}
              parts={
                isWaived
                  ? [{ tone: 'info', count: row.waived }]
                  : fromWorst.flatMap((tone) =>
                      counted.some((one) => one === tone) ? [{ tone, count: row.open[tone] }] : [],
                    )
              }
              most={most}
              pressed={view.check === row.check}
              onClick={() => onChange({ check: view.check === row.check ? null : row.check })}
            />
          ))}
        </Facet>
      )}
      {!isWaived && rows.length > 0 && (
        <Facet title={t('by.severity')}>
          {fromWorst.map((severity) => (
            <CountBar
              key={severity}
              name={t(`severity.${severity}`)}
              parts={[{ tone: severity, count: ofSeverity(severity) }]}
              most={mostOfSeverity}
              pressed={view.severity === severity}
              onClick={() => onChange({ severity: view.severity === severity ? null : severity })}
            />
          ))}
        </Facet>
      )}
      {!isWaived && (
        <TagFacet summary={summary} groups={groups} q={view.q} onQuery={(q) => onChange({ q })} />
      )}
    </div>
  )
}

const mostTags = 12

function TagFacet({
  summary,
  groups,
  q,
  onQuery,
}: {
  summary: FindingsSummary
  groups: TagGroup[]
  q: string
  onQuery: (q: string) => void
}) {
  const t = useTranslations('quality.by')
  const parsed = parseQuery(q)
  const query = parsed.ok ? parsed.query : []
  const rows = summary.tags
    .filter(({ findings }) => findings > 0)
    .toSorted((a, b) => b.findings - a.findings)
    .slice(0, mostTags)
    .flatMap(({ tagId, findings }) => {
      const group = groups.find(({ tags }) => tags.some(({ id }) => id === tagId))
      const tag = group?.tags.find(({ id }) => id === tagId)
      return group && tag ? [{ tag, name: queryNameOf(tag, group, groups), findings }] : []
    })
  if (rows.length === 0) return null
  const most = Math.max(1, ...rows.map(({ findings }) => findings))
  return (
    <Facet title={t('tag')}>
      {rows.map(({ tag, name, findings }) => {
        const term = { key: 'tag' as const, negated: false, values: [{ name }] }
        const pressed = query.some((other) => sameTerm(other, term))
        return (
          <CountBar
            key={tag.id}
            name={tag.name}
            parts={[{ tone: 'accent', count: findings }]}
            most={most}
            pressed={pressed}
            onClick={() => onQuery(printQuery(pressed ? withoutTerm(query, term) : withTerm(query, term)))}
          />
        )
      })}
    </Facet>
  )
}

function Facet({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-1">
      <h2 className="px-1.5 font-semibold text-xs">{title}</h2>
      <div>{children}</div>
    </section>
  )
}
