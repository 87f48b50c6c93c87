'use client'

import { ChevronRight, Plus, Wrench, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { settingsOf, settingsPath } from '@/lib/conversations/kind'
import { setField } from '@/lib/conversations/turns'
import { isJsonObject, type Json } from '@/lib/conversations/words'
import { jsonFault } from './json-text'
import { OtherKeys } from './other-keys'
import { useEditor, useSurroundings } from './session-context'

const known: ReadonlySet<string> = new Set(['messages', 'tools'])
const besidePrompt: ReadonlySet<string> = new Set(['messages', 'input'])

/** What the line holds beside its messages: tool definitions as fields, other keys as they are. */
export function LineKeys() {
  const t = useTranslations('editor')
  const { session, mayEdit, attempt } = useSurroundings()
  const line = useEditor((s) => s.shown.draft.conversation)
  const [open, setOpen] = useState(false)
  const settings = settingsOf(line)
  const path = settingsPath(line)
  const tools = Array.isArray(settings.tools) ? settings.tools : []
  const others = Object.entries(settings).filter(([key]) => !known.has(key))
  const beside = path.length > 0 ? Object.entries(line).filter(([key]) => !besidePrompt.has(key)) : []
  const set = (next: Json[] | undefined) =>
    attempt(() => session.act([setField(null, [...path, 'tools'], settings.tools, next)]))
  if (tools.length === 0 && others.length + beside.length === 0) return null
  return (
    <section aria-label={t('lineKeys')} className="mb-2 border-b border-line pb-3">
      <OtherKeys keys={beside} id={null} />
      <OtherKeys keys={others} id={null} path={path} />
      {tools.length > 0 && (
        <>
          <button
            type="button"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            className="mt-1 inline-flex items-center gap-1.5 rounded-md px-1 py-1 text-xs text-ink-2 hover:bg-hover"
          >
            <ChevronRight className={open ? 'size-3.5 rotate-90' : 'size-3.5'} aria-hidden="true" />
            <Wrench className="size-3.5 text-(--tag-violet)" aria-hidden="true" />
            {t('tools', { count: tools.length })}
            {!open && <span className="text-ink-3">{tools.map(nameOf).join(', ')}</span>}
          </button>
          {open && (
            <ul className="mt-2 grid gap-3">
              {[...tools.entries()].map(([i, tool]) => (
                <ToolDefinition
                  key={i}
                  tool={tool}
                  disabled={!mayEdit}
                  onChange={(inside, from, to) =>
                    attempt(() => session.act([setField(null, [...path, 'tools', i, ...inside], from, to)]))
                  }
                  onRemove={() => {
                    const rest = tools.filter((_, at) => at !== i)
                    set(rest.length > 0 ? rest : undefined)
                  }}
                />
              ))}
            </ul>
          )}
        </>
      )}
      {open && mayEdit && (
        <Button size="sm" variant="quiet" className="mt-2" onClick={() => set([...tools, blankTool])}>
          <Plus aria-hidden="true" />
          {t('addTool')}
        </Button>
      )}
    </section>
  )
}

export const blankTool: Json = {
  type: 'function',
  function: { name: 'new_tool', description: '', parameters: { type: 'object', properties: {} } },
}

const partsOf = (tool: Json) => (isJsonObject(tool) && isJsonObject(tool.function) ? tool.function : null)
const nameOf = (tool: Json) => {
  const name = partsOf(tool)?.name
  return typeof name === 'string' ? name : '?'
}

function ToolDefinition({
  tool,
  disabled,
  onChange,
  onRemove,
}: {
  tool: Json
  disabled: boolean
  onChange: (path: (string | number)[], from: Json | undefined, to: Json) => void
  onRemove: () => void
}) {
  const t = useTranslations('editor')
  const parts = partsOf(tool)
  if (!parts)
    return (
      <li className="overflow-x-auto rounded-md bg-sunken p-2 font-mono text-2xs">{JSON.stringify(tool)}</li>
    )
  const text = (key: 'name' | 'description') => (typeof parts[key] === 'string' ? parts[key] : '')
  return (
    <li className="grid gap-2 rounded-lg border border-line p-2.5">
      <div className="flex items-end gap-2">
        <Field label={t('toolName')} className="flex-1">
          <Input
            defaultValue={text('name')}
            disabled={disabled}
            className="font-mono"
            onBlur={(event) =>
              event.target.value !== text('name') &&
              onChange(['function', 'name'], parts.name, event.target.value)
            }
          />
        </Field>
        {!disabled && (
          <IconButton label={t('removeTool', { name: text('name') })} onClick={onRemove}>
            <X />
          </IconButton>
        )}
      </div>
      <Field label={t('toolDescription')}>
        <Input
          defaultValue={text('description')}
          disabled={disabled}
          onBlur={(event) =>
            event.target.value !== text('description') &&
            onChange(['function', 'description'], parts.description, event.target.value)
          }
        />
      </Field>
      <ParametersField
        value={parts.parameters}
        disabled={disabled}
        onChange={(to) => onChange(['function', 'parameters'], parts.parameters, to)}
      />
    </li>
  )
}

/** JSON of the parameters: handed over whenever it is valid, kept in the field until then. */
function ParametersField({
  value,
  disabled,
  onChange,
}: {
  value: Json | undefined
  disabled: boolean
  onChange: (to: Json) => void
}) {
  const t = useTranslations('editor')
  const stored = value === undefined ? '' : JSON.stringify(value, null, 2)
  const [text, setText] = useState(stored)
  const fault = text.trim() === '' ? null : jsonFault(text)
  return (
    <Field label={t('toolParameters')} error={fault ? t('jsonFault', { fault }) : undefined}>
      <textarea
        value={text}
        aria-label={t('toolParameters')}
        disabled={disabled}
        rows={Math.min(16, text.split('\n').length + 1)}
        spellCheck={false}
        className="w-full rounded-md border border-line-field bg-panel p-2 font-mono text-xs outline-offset-0"
        onChange={(event) => setText(event.target.value)}
        onBlur={() => {
          if (text === stored || text.trim() === '' || fault) return
          onChange(JSON.parse(text) as Json)
        }}
      />
    </Field>
  )
}
