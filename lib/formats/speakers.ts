import type { Role } from '@/lib/conversations/schema'
import type { SpeakerRole } from './schema'

/** What a turn is: a role, or a call of tools that an assistant makes. */
export type TurnRole = SpeakerRole | 'call'

// names met in files: FORMATS 2.2, and the words that tables use
const known: Record<Exclude<TurnRole, 'leave-out' | 'function'>, string[]> = {
  user: [
    'user',
    'human',
    'customer',
    'client',
    'prompter',
    'question',
    'q',
    '고객',
    '사용자',
    '유저',
    '질문',
    '손님',
  ],
  assistant: [
    ...[
      'assistant',
      'gpt',
      'chatgpt',
      'bing',
      'bard',
      'bot',
      'chatbot',
      'model',
      'agent',
      'ai',
      'answer',
      'a',
    ],
    ...['상담사', '상담원', '어시스턴트', '챗봇', '봇', '답변', '점원'],
  ],
  system: ['system', 'system_prompt', 'action', '시스템'],
  developer: ['developer'],
  tool: ['tool', 'observation', 'function_response', 'tool_response', 'function', 'ipython'],
  call: ['function_call', 'tool_call', 'tool_calls', 'function-call'],
}
const byName = new Map(
  Object.entries(known).flatMap(([role, names]) => names.map((name) => [name, role as TurnRole])),
)

/** The role of a speaker: as a person chose, else by the names that are common; undefined for a stranger. */
export function roleOf(
  speaker: string,
  chosen: readonly { speaker: string; role: SpeakerRole }[],
): TurnRole | undefined {
  const name = speaker.trim()
  const choice = chosen.find((entry) => entry.speaker === name)
  return choice?.role ?? byName.get(name.toLowerCase())
}

/** What the mapping of speakers shows before anyone chose: a call is the assistant's. */
export function commonRole(speaker: string): Role | null {
  const role = byName.get(speaker.trim().toLowerCase())
  if (role === undefined || role === 'leave-out') return null
  return role === 'call' ? 'assistant' : role
}
