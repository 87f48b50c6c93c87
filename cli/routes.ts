import 'server-only'
import { installSecret } from '@/lib/auth/secret'
import { AppError } from '@/lib/result/app-error'
import { newOperationId } from '@/lib/result/call'
import { failure } from '@/lib/result/schema'

/** The routes of a running server, under `/api/v1`. A failure is thrown as the `AppError` it was there. */
export type Routes = {
  send: (method: string, path: string, body?: BodyInit, headers?: Record<string, string>) => Promise<Response>
  /** JSON to JSON; a body gets an operation id of its own. */
  ask: <T>(method: string, path: string, body?: object) => Promise<T>
}

/** The routes of the server that holds this data folder, with the folder's own token. */
export function openRoutes(url: string): Routes {
  const token = installSecret('local-token')

  const send: Routes['send'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(body === undefined ? {} : { body }),
    }).catch(() => {
      throw new AppError('unavailable', 'offline')
    })
    if (response.ok) return response
    const parsed = failure.safeParse(await response.json().catch(() => null))
    if (!parsed.success) throw noAnswer(response)
    const { code, reason, params, details } = parsed.data.error
    throw new AppError(code, reason, { params, details })
  }

  return {
    send,
    ask: async <T>(method: string, path: string, body?: object): Promise<T> => {
      const json = body === undefined ? undefined : JSON.stringify({ operationId: newOperationId(), ...body })
      const headers = json === undefined ? undefined : { 'content-type': 'application/json' }
      const response = await send(method, path, json, headers)
      return response.json().catch(() => {
        throw noAnswer(response)
      }) as Promise<T>
    },
  }
}

const noAnswer = ({ status }: Response) => new AppError('unavailable', 'noAnswer', { params: { status } })
