'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { MarkedText } from '@/components/ui/marked-text'
import { Skeleton } from '@/components/ui/skeleton'
import { conversationOf } from '@/lib/conversations/kind'
import { textOf } from '@/lib/conversations/summary'
import { diffWords } from '@/lib/conversations/word-diff'
import { getExample } from '@/lib/examples/client'

/** What one example says otherwise than the one that stays, turn by turn. */
export function Difference({ datasetId, from, to }: { datasetId: string; from: number; to: number }) {
  const t = useTranslations('duplicates')
  const roles = useTranslations('editor.roles')
  const { data, isError } = useQuery({
    queryKey: ['difference', datasetId, from, to],
    queryFn: async ({ signal }) => {
      const [one, other] = await Promise.all([
        getExample(datasetId, from, signal),
        getExample(datasetId, to, signal),
      ])
      if (!one.ok || !other.ok) throw new Error('example')
      return { one: turnsOf(one.value.text), other: turnsOf(other.value.text) }
    },
  })
  if (isError) return <p className="text-bad text-xs">{t('differenceFailed')}</p>
  if (!data) return <Skeleton className="h-16" />
  const count = Math.max(data.one.length, data.other.length)
  const places = Array.from({ length: count }, (_, place) => place)
  return (
    <div className="grid gap-2 rounded-md bg-sunken p-3 text-sm">
      <p className="text-ink-3 text-xs">{t('difference', { from, to })}</p>
      {places.map((place) => {
        const [before, after] = [data.one[place], data.other[place]]
        return (
          <div key={place} className="grid gap-0.5">
            <span className="text-2xs text-ink-3">{roles((after ?? before)!.role)}</span>
            <p className="whitespace-pre-wrap break-words">
              <MarkedText pieces={diffWords(before?.text ?? '', after?.text ?? '')} />
            </p>
          </div>
        )
      })}
    </div>
  )
}

const turnsOf = (text: string) =>
  conversationOf(text).messages.map((message) => ({ role: message.role, text: textOf(message) }))
