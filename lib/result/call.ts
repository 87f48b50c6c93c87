import { isFailure } from './failure'
import type { Result } from './schema'

/**
 * The browser's way to a route of ours. Never throws for what a server or a network may do: a dead network is
 * `unavailable` with reason `offline`. `authorization` says who asks, in place of the browser's cookies.
 */
export async function call<T>(
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
  authorization?: string,
): Promise<Result<T>> {
  let response: Response
  let text: string
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      credentials: authorization ? 'omit' : 'same-origin',
      signal,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(authorization ? { authorization } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    text = await response.text()
  } catch (error) {
    if (signal?.aborted && !(signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError'))
      throw error
    return { ok: false, error: offline }
  }
  const value = parseJson(text)
  // a network's own page in place of an answer is no answer, whatever its status says
  if (response.ok && value !== undefined) return { ok: true, value: value as T }
  if (isFailure(value)) return { ok: false, error: value.error }
  return { ok: false, error: { ...offline, reason: 'noAnswer', params: { status: response.status } } }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const offline = { code: 'unavailable' as const, reason: 'offline', message: '', params: {}, id: '' }

export { newOperationId } from './operation-id'
