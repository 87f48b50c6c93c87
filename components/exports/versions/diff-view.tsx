import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { Section } from '@/components/ui/page'
import { Table, Td, Th } from '@/components/ui/table'
import type { VersionDiff } from '@/lib/versions/schema'

const shown = 60

/** What became of one version in another. */
export function DiffPanel({ datasetId, diff }: { datasetId: string; diff: VersionDiff }) {
  const t = useTranslations('versions.diff')
  const format = useFormatter()
  const { from, to, counts } = diff
  const changedTags = diff.distribution.filter(({ before, after }) => before !== after)
  const isSame = counts.in + counts.out + counts.changed + counts.moved === 0
  return (
    <Section
      title={t('title', { from: from.name, to: to.name })}
      lede={t('lede', { before: from.examples, after: to.examples, same: counts.same })}
      aside={
        <ButtonLink href={`/datasets/${datasetId}/exports/versions?version=${to.id}`} size="sm">
          {t('close')}
        </ButtonLink>
      }
    >
      {isSame && <p className="text-ink-2">{t('same')}</p>}
      {(['in', 'out', 'changed', 'moved'] as const).map((what) => {
        if (counts[what] === 0) return null
        const rows: { number: number; word?: ReactNode }[] =
          what === 'in' || what === 'out'
            ? diff[what].map((number) => ({ number }))
            : what === 'changed'
              ? diff.changed.map((row) => ({ number: row.number, word: `r${row.from} → r${row.to}` }))
              : diff.moved.map((row) => ({ number: row.number, word: `${row.from} → ${row.to}` }))
        return (
          <div key={what} className="grid gap-1.5">
            <h3 className="font-[550] text-xs">{t(what, { count: counts[what] })}</h3>
            <ul className="flex flex-wrap gap-x-3 gap-y-1">
              {rows.slice(0, shown).map(({ number, word }) => (
                <li key={number} className="whitespace-nowrap">
                  <Link
                    href={`/datasets/${datasetId}?example=${number}`}
                    className="underline decoration-line-strong underline-offset-2 hover:decoration-current"
                  >
                    #{number}
                  </Link>
                  {word && <span className="text-ink-3 text-xs"> {word}</span>}
                </li>
              ))}
              {counts[what] > shown && (
                <li className="text-ink-3">{t('more', { count: counts[what] - shown })}</li>
              )}
            </ul>
          </div>
        )
      })}
      {changedTags.length > 0 && (
        <Table label={t('tags')}>
          <thead>
            <tr>
              <Th>{t('tag')}</Th>
              <Th numeric>{from.name}</Th>
              <Th numeric>{to.name}</Th>
              <Th numeric>{t('share')}</Th>
            </tr>
          </thead>
          <tbody>
            {changedTags.map(({ group, tag, before, after }) => (
              <tr key={`${group}/${tag}`}>
                <Td className="py-1.5!">
                  <span className="text-ink-3">{group} / </span>
                  {tag ?? t('untagged')}
                </Td>
                <Td numeric className="py-1.5!">
                  {format.number(before)}
                </Td>
                <Td numeric className="py-1.5!">
                  {format.number(after)}
                </Td>
                <Td numeric className="whitespace-nowrap py-1.5!">
                  {percent(before, from.examples)} → {percent(after, to.examples)}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {changedTags.length === 0 && !isSame && <p className="text-ink-2">{t('sameTags')}</p>}
    </Section>
  )

  function percent(count: number, of: number) {
    return format.number(of === 0 ? 0 : count / of, { style: 'percent', maximumFractionDigits: 1 })
  }
}
