import { ownValue } from '@/lib/conversations/json'
import { settingsOf } from '@/lib/conversations/kind'
import { type Conversation, isJsonObject, type Json, type Message } from '@/lib/conversations/schema'
import { textOf } from '@/lib/conversations/summary'
import { isTrained } from '@/lib/conversations/weights'
import { callsOf } from './not-carried'

export type JsonObject = { [key: string]: Json }

/** The tools of an example as they are defined; undefined where there are none. */
export function toolsOf(conversation: Conversation): Json[] | undefined {
  const list = ownValue(settingsOf(conversation), 'tools')
  return Array.isArray(list) && list.length > 0 ? list : undefined
}

/** The tools with nothing around them: `{name, description, parameters}`. */
export function bareTools(conversation: Conversation): Json[] | undefined {
  return toolsOf(conversation)?.map((tool) =>
    isJsonObject(tool) && isJsonObject(ownValue(tool, 'function')) ? ownValue(tool, 'function')! : tool,
  )
}

export type Call = { id: string | null; name: string; args: Json }

/** The calls of a turn, their arguments as what they are: an object, or the text where it is no JSON. */
export function callsWithArguments(message: Message): Call[] {
  return callsOf(message).flatMap((call) => {
    const called = isJsonObject(call) ? ownValue(call, 'function') : undefined
    if (!isJsonObject(call) || !isJsonObject(called)) return []
    const id = ownValue(call, 'id')
    const args = ownValue(called, 'arguments') ?? {}
    return [
      {
        id: typeof id === 'string' ? id : null,
        name: String(ownValue(called, 'name') ?? ''),
        args: typeof args === 'string' ? parsed(args) : args,
      },
    ]
  })
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

/** The names of called tools, by the id of their call. */
function namesByCall({ messages }: Conversation): Map<string, string> {
  const calls = messages.flatMap(callsWithArguments)
  return new Map(calls.flatMap(({ id, name }) => (id === null ? [] : [[id, name] as const])))
}

/**
 * Messages as a chat template of one's own trainer reads them: one text each, arguments as objects, and the name of
 * its tool on each result. `mark` adds what tells the trainer not to learn from an answer.
 */
export function templateMessages(
  conversation: Conversation,
  mark: (message: Message) => JsonObject = () => ({}),
): JsonObject[] {
  const names = namesByCall(conversation)
  return conversation.messages.map((message) => {
    const calls = callsWithArguments(message)
    const id = ownValue(message, 'tool_call_id')
    const text = textOf(message)
    return {
      role: message.role,
      ...(calls.length > 0 && text === '' ? {} : { content: text }),
      ...(calls.length > 0
        ? {
            tool_calls: calls.map(({ id: callId, name, args }) => ({
              ...(callId === null ? {} : { id: callId }),
              type: 'function',
              function: { name, arguments: args },
            })),
          }
        : {}),
      ...(message.role === 'tool' && typeof id === 'string'
        ? { tool_call_id: id, ...(names.has(id) ? { name: names.get(id)! } : {}) }
        : {}),
      ...mark(message),
    }
  })
}

/** Turns that are not to be learned from, marked by one key; trained ones have none. */
export const markUntrained =
  (marked: JsonObject) =>
  (message: Message): JsonObject =>
    message.role === 'assistant' && !isTrained(message) ? marked : {}

/** What stands before the first turn of the user, and the turns behind it. */
export function systemAndTurns({ messages }: Conversation): { system: string | null; turns: Message[] } {
  const [first, ...rest] = messages
  return first?.role === 'system'
    ? { system: textOf(first), turns: rest }
    : { system: null, turns: [...messages] }
}

/** Results of several calls at once as one turn: their texts in a list. */
export function joinResults(turns: readonly Message[]): { message: Message; text: string }[] {
  const joined: { message: Message; texts: string[] }[] = []
  for (const message of turns) {
    const last = joined.at(-1)
    if (message.role === 'tool' && last?.message.role === 'tool') last.texts.push(textOf(message))
    else joined.push({ message, texts: [textOf(message)] })
  }
  return joined.map(({ message, texts }) => ({
    message,
    text: texts.length === 1 ? texts[0]! : JSON.stringify(texts),
  }))
}
