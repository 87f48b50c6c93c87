import { ownValue } from '../json'
import { settingsOf } from '../kind'
import { type Conversation, isJsonObject, type Json, type Message } from '../schema'
import { visibleText } from '../visible-text'
import { isTrained } from '../weights'
import type { Target, TargetReport } from './target'
import { checkRoles, refusesPairs } from './turn-rules'

const label = 'Mistral'
const code = 'FORMATS 2.7 (mistral-finetune, mistral-common)'

function callsOf(message: Message): Json[] {
  const calls = ownValue(message, 'tool_calls')
  return message.role === 'assistant' && Array.isArray(calls) ? calls : []
}

function check(conversation: Conversation, report: TargetReport): void {
  const { messages } = conversation
  if (refusesPairs(conversation, label, report)) return
  checkRoles(conversation, ['system', 'user', 'assistant', 'tool'], label, report)
  let systems = 0
  messages.forEach((message, index) => {
    if (message.role === 'system' && ++systems > 1) report('system-place', index, { target: label })
    const calls = callsOf(message)
    for (const call of calls) checkId(isJsonObject(call) ? ownValue(call, 'id') : null, index, report)
    if (message.role === 'tool') checkId(ownValue(message, 'tool_call_id'), index, report)
    if (
      calls.length > 0 &&
      message.content !== undefined &&
      message.content !== null &&
      message.content !== ''
    )
      report('call-with-text', index, { target: label })
    const next = messages[index + 1]?.role
    const follows = message.role === 'tool' ? ['tool', 'assistant'] : calls.length > 0 ? ['tool'] : null
    if (follows && next !== undefined && !follows.includes(next))
      report('tool-then-assistant', index + 1, { role: next, target: label })
  })
  checkTools(conversation, report)
}

function checkId(id: Json | undefined, index: number, report: TargetReport): void {
  if (typeof id === 'string' && id !== '' && !/^[A-Za-z0-9]{9}$/.test(id))
    report('call-id', index, { id: visibleText(id, 60), target: label })
}

function checkTools(conversation: Conversation, report: TargetReport): void {
  const tools = ownValue(settingsOf(conversation), 'tools')
  if (!Array.isArray(tools) || tools.length === 0) return
  tools.forEach((tool, at) => {
    const definition = isJsonObject(tool) ? ownValue(tool, 'function') : undefined
    if (!definition || !isJsonObject(definition)) return
    const described = typeof ownValue(definition, 'description') === 'string'
    if (!described || !isJsonObject(ownValue(definition, 'parameters') ?? null))
      report('tool-description', null, { tool: at + 1, target: label })
  })
  const trained = conversation.messages.filter(
    (message, index) => isTrained(message) && index < conversation.messages.length - 1,
  )
  if (trained.length > 0) report('only-last-trained', null, { count: trained.length, target: label })
}

/** FORMATS 2.7. */
export const mistral = {
  name: 'mistral',
  label,
  severities: { 'tool-not-declared': 'error', 'special-token': 'warning', 'too-many-tokens': 'warning' },
  check,
  file: { least: 10, megabytes: 512 },
  prevents: {
    'target-key': { error: null, source: code },
    'target-role': { error: 'The following role: function is not recognized', source: code },
    'system-place': {
      error: "Multiple messages with role 'system' encountered. Only one is allowed.",
      source: code,
    },
    'call-id': {
      error: 'Tool call id was call_1 but must be a-z, A-Z, 0-9, with a length of 9.',
      source: code,
    },
    'call-with-text': {
      error: 'Assistant message must have either content or tool_calls, but not both.',
      source: code,
    },
    'tool-then-assistant': { error: "Unexpected role 'user' after role 'tool'", source: code },
    'tool-description': { error: 'A function dict does not have a description key.', source: code },
    'tool-call-id-missing': { error: "A tool message does not contain a 'tool_call_id' key", source: code },
    'last-not-assistant': { error: 'Expected last role Assistant for finetuning but got user', source: code },
    'only-last-trained': { error: null, source: code },
    'tool-not-declared': { error: null, source: code },
    'too-few-examples': {
      error: 'which is less than the minimum amount of conversations required per dataset file: 10',
      source: code,
    },
  },
} as const satisfies Target
