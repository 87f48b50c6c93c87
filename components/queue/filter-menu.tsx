'use client'

import { useTranslations } from 'next-intl'
import type { ReactElement } from 'react'
import { Menu, MenuCheck } from '@/components/ui/menu'
import { checkIds } from '@/lib/checks/words'
import { kinds } from '@/lib/conversations/words'
import { statuses } from '@/lib/examples/words'
import { parseQuery } from '@/lib/query/parse'
import { printQuery } from '@/lib/query/print'
import { sameTerm, withoutTerm, withTerm } from '@/lib/query/terms'

const quoted = (name: string) => (/^[\p{L}\p{N}_/-]+$/u.test(name) ? name : `"${name}"`)

/** The filters most asked for, by mouse; each writes the same words that can be typed. */
export function FilterMenu({
  q,
  tagNames,
  trigger,
  onQuery,
}: {
  q: string
  tagNames: string[]
  trigger: ReactElement
  onQuery: (q: string) => void
}) {
  const t = useTranslations('editor')
  const queue = useTranslations('queue')
  const checks = useTranslations('checks')
  const parsed = parseQuery(q)
  const query = parsed.ok ? parsed.query : []
  const choices = [
    ...statuses.map((status) => ({ text: `status:${status}`, label: t(`status.${status}`) })),
    ...tagNames.map((name) => ({ text: `tag:${quoted(name)}`, label: queue('tagged', { tag: name }) })),
    { text: 'tag:none', label: queue('untagged') },
    ...kinds.map((kind) => ({ text: `kind:${kind}`, label: queue(`kind.${kind}`) })),
    { text: 'weight:0', label: queue('hasUntrained') },
    { text: 'problem:any', label: queue('hasProblem') },
    { text: 'finding:any', label: queue('hasFinding') },
    ...checkIds.map((id) => ({
      text: `finding:${id}`,
      label: queue('found', { check: checks(`${id}.name`) }),
    })),
    { text: 'severity:error', label: queue('hasSevereFinding') },
    { text: 'author:me', label: queue('savedByMe') },
    { text: 'in:trash', label: queue('inTrash') },
  ]
  return (
    <Menu trigger={trigger}>
      {choices.map(({ text, label }) => {
        const term = parseQuery(text)
        const first = term.ok ? term.query[0] : undefined
        if (!first) return null
        const on = query.some((other) => sameTerm(other, first))
        return (
          <MenuCheck
            key={text}
            checked={on}
            onChange={() => onQuery(printQuery(on ? withoutTerm(query, first) : withTerm(query, first)))}
          >
            {label}
          </MenuCheck>
        )
      })}
    </Menu>
  )
}
