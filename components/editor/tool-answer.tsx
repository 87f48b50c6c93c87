'use client'

import { CornerDownRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Select } from '@/components/ui/select'
import { toolCallsOf } from '@/lib/conversations/pieces'
import type { Message } from '@/lib/conversations/schema'
import { setField } from '@/lib/conversations/turns'
import { useEditor, useSurroundings } from './session-context'

/** Which call a tool message answers. */
export function ToolAnswer({ message, id }: { message: Message; id: string }) {
  const t = useTranslations('editor')
  const { session, attempt, mayEdit } = useSurroundings()
  const messages = useEditor((s) => s.shown.draft.conversation.messages)
  const calls = messages.flatMap(toolCallsOf).filter((call) => call.id !== '')
  const current = typeof message.tool_call_id === 'string' ? message.tool_call_id : ''
  return (
    <label className="mb-1 flex max-w-full items-center gap-2 text-xs text-ink-3">
      <CornerDownRight className="size-3.5 shrink-0" aria-hidden="true" />
      {t('answersCall')}
      <Select
        value={current}
        disabled={!mayEdit}
        className="min-w-0 max-w-60 font-mono text-2xs"
        onChange={(event) =>
          attempt(() =>
            session.act([setField(id, ['tool_call_id'], message.tool_call_id, event.target.value)]),
          )
        }
      >
        {!calls.some((call) => call.id === current) && (
          <option value={current}>{current || t('noCall')}</option>
        )}
        {calls.map((call) => (
          <option key={call.id} value={call.id}>
            {call.name} · {call.id}
          </option>
        ))}
      </Select>
    </label>
  )
}
