import { ownValue } from '../json'
import { type Conversation, isJsonObject, type Json, type Message } from '../schema'
import { visibleText } from '../visible-text'
import type { Report } from './codes'

/** Shape, arguments and names of the calls in one message; FORMATS rules 13 and 14. */
export function checkCalls(
  message: Message,
  declared: ReadonlySet<string>,
  index: number,
  report: Report,
): void {
  if (message.role !== 'assistant') return
  const calls = ownValue(message, 'tool_calls')
  if (Array.isArray(calls) && calls.length > 0) {
    calls.forEach((call, at) => void checkCall(call, at + 1, declared, index, report))
  } else if (calls !== undefined && calls !== null) report('tool-calls-type', index)
  const legacy = ownValue(message, 'function_call')
  if (isFunction(legacy)) checkFunction(legacy, 1, declared, index, report)
  else if (legacy !== undefined && legacy !== null) report('field-type', index, { key: 'function_call' })
}

function checkCall(
  call: Json,
  number: number,
  declared: ReadonlySet<string>,
  index: number,
  report: Report,
): void {
  if (!isJsonObject(call)) {
    report('tool-call-shape', index, { call: number })
    return
  }
  if (ownValue(call, 'type') === 'custom') {
    report('tool-call-custom', index, { call: number })
    return
  }
  const called = ownValue(call, 'function')
  if (idOf(call) === null || ownValue(call, 'type') !== 'function' || !isFunction(called)) {
    report('tool-call-shape', index, { call: number })
  }
  if (isFunction(called)) checkFunction(called, number, declared, index, report)
}

type Called = { [key: string]: Json; name: string; arguments: string }

function isFunction(value: Json | undefined): value is Called {
  if (value === undefined || !isJsonObject(value)) return false
  return typeof ownValue(value, 'name') === 'string' && typeof ownValue(value, 'arguments') === 'string'
}

function checkFunction(
  called: Called,
  number: number,
  declared: ReadonlySet<string>,
  index: number,
  report: Report,
): void {
  const kind = kindOfArguments(called.arguments)
  const params = { call: number, name: visibleText(called.name, 60) }
  if (kind === 'double-encoded') report('arguments-double-encoded', index, params)
  if (kind === 'not-json') report('arguments-not-json', index, params)
  if (!declared.has(called.name)) report('tool-not-declared', index, params)
}

/** Whether call arguments are a JSON object, or one written as a JSON string once more. */
export function kindOfArguments(text: string): 'object' | 'double-encoded' | 'not-json' {
  const value = parsed(text)
  if (isJsonObject(value)) return 'object'
  return typeof value === 'string' && isJsonObject(parsed(value)) ? 'double-encoded' : 'not-json'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function idOf(call: Json): string | null {
  const id = isJsonObject(call) ? ownValue(call, 'id') : undefined
  return typeof id === 'string' && id !== '' ? id : null
}

/**
 * Every tool message answers an earlier call, and every call is answered before the next user or assistant turn,
 * unless the conversation ends with the calls; FORMATS rule 12.
 */
export function checkAnswers({ messages }: Conversation, report: Report): void {
  const known = new Set<string>()
  let open = new Map<string, { index: number; call: number }>()
  const close = () => {
    for (const { index, call } of open.values()) report('tool-call-unanswered', index, { call })
    open = new Map()
  }
  messages.forEach((message, index) => {
    if (message.role === 'user' || message.role === 'assistant') close()
    if (message.role === 'assistant') {
      const calls = ownValue(message, 'tool_calls')
      if (!Array.isArray(calls)) return
      calls.forEach((call, at) => {
        const id = idOf(call)
        if (id === null) return
        known.add(id)
        open.set(id, { index, call: at + 1 })
      })
    }
    if (message.role === 'tool') {
      const id = ownValue(message, 'tool_call_id')
      if (typeof id !== 'string' || id === '') return
      if (known.has(id)) open.delete(id)
      else report('tool-answer-orphan', index, { id: visibleText(id, 60) })
    }
  })
  if (messages.at(-1)!.role !== 'assistant') close()
}
