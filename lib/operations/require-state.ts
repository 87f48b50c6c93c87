import { AppError } from '@/lib/result/app-error'

/**
 * For a request that says what it takes to stand there, as an undo does: does nothing where all of `from` is so now.
 * @throws AppError `conflict` `undoOverlaps` where somebody changed one of these since.
 */
export function requireState(now: Readonly<Record<string, unknown>>, from: object | undefined): void {
  for (const [key, was] of Object.entries(from ?? {}))
    if (JSON.stringify(now[key]) !== JSON.stringify(was)) throw new AppError('conflict', 'undoOverlaps')
}
