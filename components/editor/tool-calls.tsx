'use client'

import { Wrench, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '@/components/ui/icon-button'
import { longFrom } from '@/lib/conversations/parts'
import type { ToolCall } from '@/lib/conversations/pieces'
import { setField } from '@/lib/conversations/turns'
import { GrowingText } from './growing-text'
import { JsonText } from './json-text'
import { LongText } from './long-text'
import { useEditor, useSurroundings } from './session-context'

/** The calls of an assistant turn as fields: name, id, arguments with their JSON checked. */
export function ToolCalls({ calls, id, editing }: { calls: ToolCall[]; id: string; editing: boolean }) {
  const t = useTranslations('editor')
  const { session, attempt } = useSurroundings()
  const raw = useEditor(
    (s) => s.shown.draft.conversation.messages[s.shown.draft.messageIds.indexOf(id)]?.tool_calls,
  )
  const remove = (index: number) => {
    if (!Array.isArray(raw)) return
    const rest = raw.filter((_, i) => i !== index)
    attempt(() => session.act([setField(id, ['tool_calls'], raw, rest.length > 0 ? rest : undefined)]))
  }
  return (
    <ul className="mt-2 grid gap-2">
      {calls.map((call) => {
        const at = ['tool_calls', call.index, 'function']
        return (
          <li key={call.index} className="rounded-lg border border-line p-2 text-sm">
            <div className="mb-1.5 flex items-center gap-2">
              <Wrench className="size-3.5 shrink-0 text-(--tag-violet)" aria-hidden="true" />
              {editing ? (
                <div className="min-w-0 flex-1">
                  <GrowingText
                    mono
                    value={call.name}
                    label={t('callName', { number: call.index + 1 })}
                    onText={(base, text) => attempt(() => session.type(id, [...at, 'name'], base, text))}
                    onLeave={() => session.edit(null)}
                  />
                </div>
              ) : (
                <b className="flex-1 truncate font-mono text-xs">{call.name}</b>
              )}
              <span className="truncate font-mono text-2xs text-ink-3">{call.id}</span>
              {editing && (
                <IconButton
                  size="sm"
                  label={t('removeCall', { name: call.name })}
                  onClick={() => remove(call.index)}
                >
                  <X />
                </IconButton>
              )}
            </div>
            {call.args.length >= longFrom ? (
              <LongText
                text={call.args}
                label={t('callArguments', { name: call.name })}
                editing={editing}
                autoFocus={false}
                onText={(start, base, text) =>
                  attempt(() => session.type(id, [...at, 'arguments'], base, text, start))
                }
                onLeave={() => session.edit(null)}
                onCaret={() => {}}
              />
            ) : editing ? (
              <JsonText
                value={call.args}
                label={t('callArguments', { name: call.name })}
                disabled={false}
                onText={(base, text) => attempt(() => session.type(id, [...at, 'arguments'], base, text))}
              />
            ) : (
              <pre data-text="" className="overflow-x-auto font-mono text-xs whitespace-pre-wrap text-ink-2">
                {pretty(call.args)}
              </pre>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function pretty(args: string): string {
  try {
    return JSON.stringify(JSON.parse(args), null, 2)
  } catch {
    return args
  }
}
