import 'server-only'
import { log } from './log'
import { stackOf } from './stack'

type Asked = { method: string; route: string; id: string | string[] | undefined }

/** A page that could not be shown. Its reader sees `digest`, the id that Next gives such an error. */
export function logPageError(error: unknown, { method, route, id }: Asked): void {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  log.error({ id, digest, method, route, code: 'internal', stack: stackOf(error) }, 'page failed')
}
