import { ownValue } from '@/lib/conversations/json'
import { type Conversation, isJsonObject, type Json, type Message } from '@/lib/conversations/schema'
import { textOf } from '@/lib/conversations/summary'
import { mistral as target } from '@/lib/conversations/targets/mistral'
import { isTrained } from '@/lib/conversations/weights'
import type { Format } from '../format'
import { type JsonObject, toolsOf } from '../messages-out'
import { beyondText, callsOf } from '../not-carried'

const fits = (id: string) => /^[A-Za-z0-9]{9}$/.test(id)

/** Ids of nine letters and digits in place of those that are not; the same conversation gets the same ones. */
function idsOf({ messages }: Conversation): Map<string, string> {
  const all = messages.flatMap((message) => [
    ...callsOf(message).map((call) => (isJsonObject(call) ? ownValue(call, 'id') : undefined)),
    ownValue(message, 'tool_call_id'),
  ])
  const ids = [...new Set(all.filter((id): id is string => typeof id === 'string'))]
  const taken = new Set(ids.filter(fits))
  let count = 0
  const next = (): string => {
    do count += 1
    while (taken.has(`c${String(count).padStart(8, '0')}`))
    return `c${String(count).padStart(8, '0')}`
  }
  return new Map(ids.map((id) => [id, fits(id) ? id : next()]))
}

function writeMessage(message: Message, ids: ReadonlyMap<string, string>): JsonObject {
  const calls = callsOf(message)
  const id = ownValue(message, 'tool_call_id')
  const weight: JsonObject = message.role === 'assistant' && !isTrained(message) ? { weight: 0 } : {}
  if (calls.length > 0)
    return { role: 'assistant', tool_calls: calls.map((call) => renamed(call, ids)), ...weight }
  return {
    role: message.role,
    content: textOf(message),
    ...(typeof id === 'string' ? { tool_call_id: ids.get(id) ?? id } : {}),
    ...weight,
  }
}

function renamed(call: Json, ids: ReadonlyMap<string, string>): Json {
  const id = isJsonObject(call) ? ownValue(call, 'id') : undefined
  return isJsonObject(call) && typeof id === 'string' ? { ...call, id: ids.get(id) ?? id } : call
}

/** FORMATS 2.7: ids of calls have nine letters and digits, and a call has no words beside it. */
export const mistral = {
  name: 'mistral',
  label: 'Mistral',
  kind: 'chat',
  group: 'provider',
  extension: 'jsonl',
  weights: { mark: '"weight": 0' },
  target,
  mends: ['call-id'],
  notCarried: beyondText,
  write: (conversation) => {
    const ids = idsOf(conversation)
    const tools = toolsOf(conversation)
    const messages = conversation.messages.map((message) => writeMessage(message, ids))
    return [JSON.stringify({ messages, ...(tools ? { tools } : {}) })]
  },
  snippet: ({ train, test }) => ({
    language: 'yaml',
    text: `# torchrun --nproc-per-node 1 -m train mistral.yaml, in a checkout of mistral-finetune
data:
  instruct_data: ${train}
${test ? `  eval_instruct_data: ${test}\n` : ''}model_id_or_path: mistral-7b-v0.3
lora:
  rank: 64
seq_len: 8192
batch_size: 1
max_steps: 300
optim:
  lr: 6.e-5
run_dir: out
`,
  }),
} as const satisfies Format
