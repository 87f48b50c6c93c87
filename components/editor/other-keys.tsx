'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '@/components/ui/icon-button'
import type { Json } from '@/lib/conversations/schema'
import { setField } from '@/lib/conversations/turns'
import { useSurroundings } from './session-context'

/** Keys that Finecut has no field for: kept as they are; a trainer may refuse them, so they can be removed. */
export function OtherKeys({
  keys,
  id,
  path = [],
}: {
  keys: [string, Json][]
  id: string | null
  /** The object of the line that holds them. */
  path?: string[]
}) {
  const t = useTranslations('editor')
  const { session, attempt, mayEdit } = useSurroundings()
  if (keys.length === 0) return null
  return (
    <ul className="mt-2 grid gap-1">
      {keys.map(([key, value]) => (
        <li
          key={key}
          className="flex items-start gap-2 rounded-md bg-sunken px-2 py-1 font-mono text-2xs text-ink-2"
        >
          <span className="min-w-0 flex-1">
            <b>{key}</b>: {shorten(JSON.stringify(value))}
          </span>
          {mayEdit && (
            <IconButton
              size="sm"
              label={t('removeKey', { key })}
              onClick={() => attempt(() => session.act([setField(id, [...path, key], value, undefined)]))}
            >
              <X />
            </IconButton>
          )}
        </li>
      ))}
    </ul>
  )
}

const shorten = (text: string) => (text.length > 300 ? `${text.slice(0, 300)}…` : text)
