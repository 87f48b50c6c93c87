import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Answer, ask } from './ask'

type Sent = { method: string; path: string; body: Record<string, unknown> }

const routes = join(process.cwd(), 'app/api/v1')

/** Sends a request as the browser would, to whichever route answers at its path. */
export async function send(cookie: string, { method, path, body }: Sent): Promise<Answer> {
  let folder = routes
  const params: Record<string, string> = {}
  for (const part of path.split('/').filter(Boolean)) {
    const names = readdirSync(folder)
    const name = names.includes(part) ? part : names.find((n) => n.startsWith('['))
    if (!name) throw new Error(`no route at ${path}`)
    if (name !== part) params[name.slice(1, -1)] = part
    folder = join(folder, name)
  }
  const file = join(folder, 'route.ts')
  if (!existsSync(file)) throw new Error(`no route at ${path}`)
  const route = (await import(file)) as Record<string, Parameters<typeof ask>[0]>
  const handler = route[method]
  if (!handler) throw new Error(`no ${method} at ${path}`)
  return ask(handler, method, { cookie, params, body })
}
