import 'server-only'
import { breathe, readSnapshot } from '@/lib/db/reader'
import { AppError } from '@/lib/result/app-error'
import type { Reader } from './reader'

/** Runs a survey or an export on one snapshot; `signal` ends it between two pages. @throws AppError `stopped` */
export function onSnapshot<T>(
  signal: AbortSignal | undefined,
  body: (reader: Reader) => Promise<T>,
): Promise<T> {
  return readSnapshot((page, rows) =>
    body({
      read: (query) => page(query.sql, query.params),
      rows,
      pause: async () => {
        await breathe()
        if (signal?.aborted) throw new AppError('unavailable', 'stopped')
      },
    }),
  )
}
