// What the browser needs of this room's schema: none of it draws a library in.

/** Nesting of a line, the line's own object being 1. */
export const maxDepth = 200

/** JSON as it comes from a line: what a conversation may hold anywhere. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export function isJsonObject(value: unknown): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a parsed value holds nothing but JSON, at most `maxDepth` levels deep; never recurses further than that. */
export function isJson(value: unknown): value is Json {
  return depthOf(value, maxDepth) <= maxDepth
}

/** Levels of objects and arrays in `value` (0 for a plain value); Infinity where it is deeper than `limit` or not JSON. */
export function depthOf(value: unknown, limit: number): number {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return 0
    case 'number':
      return Number.isNaN(value) ? Number.POSITIVE_INFINITY : 0
    case 'object': {
      if (value === null) return 0
      if (limit === 0) return Number.POSITIVE_INFINITY
      let deepest = 0
      for (const inner of Array.isArray(value) ? value : Object.values(value)) {
        deepest = Math.max(deepest, depthOf(inner, limit - 1))
        if (deepest === Number.POSITIVE_INFINITY) return deepest
      }
      return deepest + 1
    }
    default:
      return Number.POSITIVE_INFINITY
  }
}

export const roles = ['system', 'developer', 'user', 'assistant', 'tool', 'function'] as const

/** What an example is: a chat to learn from, or a prompt with a preferred and a rejected answer. */
export const kinds = ['chat', 'preference'] as const

/** Marks the view of a preference line. A symbol, because a file may hold any key. */
export const isPreference = Symbol('preference')

/** Every edit of `conversationEdit`, by its type. */
export const conversationEditTypes = [
  'edit-text',
  'set-weight',
  'set-role',
  'set-field',
  'insert-message',
  'delete-message',
  'move-message',
  'keep-last-keys',
] as const
