import type { Failure } from '@/lib/result/schema'

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>

type Asked = {
  params?: Record<string, string>
  body?: unknown
  /** Cookies as a browser would send them. */
  cookie?: string
  headers?: Record<string, string>
}
export type Answer = {
  status: number
  body: Record<string, unknown>
  error: Failure | undefined
  /** Names and values of the cookies that were set, ready to be sent back. */
  cookie: string
  setCookies: string[]
  headers: Headers
}

/** Calls a route's handler as a browser on the studio's own pages would. */
export async function ask(handler: Handler, method: string, asked: Asked = {}): Promise<Answer> {
  const headers = new Headers({ host: 'studio.test', origin: 'http://studio.test', ...asked.headers })
  if (asked.cookie) headers.set('cookie', asked.cookie)
  if (asked.body !== undefined) headers.set('content-type', 'application/json')
  const request = new Request('http://studio.test/api/v1/x', {
    method,
    headers,
    body: asked.body === undefined ? null : JSON.stringify(asked.body),
  })
  const response = await handler(request, { params: Promise.resolve(asked.params ?? {}) })
  const body = (await response.json()) as Record<string, unknown>
  const setCookies = response.headers.getSetCookie()
  return {
    status: response.status,
    body,
    error: body.error as Failure | undefined,
    cookie: setCookies.map((line) => line.split(';')[0]).join('; '),
    setCookies,
    headers: response.headers,
  }
}
