import type { Conversation, Message } from '@/lib/conversations/schema'
import { isPreference } from '@/lib/conversations/words'
import type { Found } from '../check'
import { openPattern } from './pattern'

type Order = 'any' | 'alternating' | 'single' | 'pattern'
/** Who may speak next. */
type State = 'start' | 'user' | 'assistant' | 'called'

/** Says where an example leaves the declared order of roles. */
export function openOrder(declared: {
  order: Order
  orderPattern: string
}): (example: Conversation) => Found[] {
  const { order, orderPattern } = declared
  if (order === 'any' || (order === 'pattern' && orderPattern === '')) return () => []
  if (order !== 'pattern') return (example) => findOrder(turnsOf(example), order)
  const matches = openPattern(orderPattern)
  return (example) => {
    const roles = turnsOf(example)
      .map(({ role }) => role[0])
      .join('')
    if (matches(roles) !== false) return []
    return [{ code: 'roles', messageIndex: null, span: null, params: { roles: roles.slice(0, 80) } }]
  }
}

// of a preference both answers stand in `messages`: the rejected one is no turn
const turnsOf = (example: Conversation): Message[] =>
  example[isPreference] ? example.messages.slice(0, -1) : example.messages

/** The first message that stands where the declared order has another; nothing where the order is as declared. */
function findOrder(messages: readonly Message[], order: 'alternating' | 'single'): Found[] {
  let state: State = 'start'
  let questions = 0
  for (const [messageIndex, message] of messages.entries()) {
    const next = after(state, message)
    if (message.role === 'user') questions++
    if (next === null || (order === 'single' && questions > 1)) return [foundAt(messageIndex, order)]
    state = next
  }
  return messages.at(-1)?.role === 'assistant' ? [] : [foundAt(messages.length - 1, order)]
}

const foundAt = (messageIndex: number, order: Order): Found => ({
  code: 'order',
  messageIndex,
  span: null,
  params: { order },
})

const calls = ({ tool_calls, function_call }: Message): boolean =>
  (Array.isArray(tool_calls) && tool_calls.length > 0) ||
  (function_call !== undefined && function_call !== null)

function after(state: State, message: Message): State | null {
  switch (message.role) {
    case 'system':
    case 'developer':
      return state === 'start' ? 'start' : null
    case 'user':
      return state === 'start' || state === 'user' ? 'assistant' : null
    case 'assistant':
      if (state !== 'assistant' && state !== 'called') return null
      return calls(message) ? 'called' : 'user'
    default:
      return state === 'called' ? 'called' : null
  }
}
