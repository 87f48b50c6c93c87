import type { Role } from '../schema'

/** The keys that a training file may have, FORMATS 1.2; others make a trainer refuse the whole file. */
export const knownLineKeys: ReadonlySet<string> = new Set([
  'messages',
  'tools',
  'parallel_tool_calls',
  'functions',
])

/** Those beside the messages of a preference line's `input`, FORMATS 1.6. */
export const knownInputKeys: ReadonlySet<string> = new Set(['messages', 'tools', 'parallel_tool_calls'])

export const knownMessageKeys: Record<Role, ReadonlySet<string>> = {
  system: new Set(['role', 'content', 'name']),
  developer: new Set(['role', 'content', 'name']),
  user: new Set(['role', 'content', 'name']),
  assistant: new Set([
    'role',
    'content',
    'refusal',
    'name',
    'tool_calls',
    'function_call',
    'audio',
    'weight',
  ]),
  tool: new Set(['role', 'content', 'tool_call_id']),
  function: new Set(['role', 'content', 'name']),
}

/** Whether a message may have a key. A weight out of place is a problem of its own, not an unknown key. */
export function isKnownMessageKey(role: Role, key: string): boolean {
  return key === 'weight' || knownMessageKeys[role].has(key)
}
