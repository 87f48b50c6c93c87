import { AppError } from '@/lib/result/app-error'

/** Names with the same key are the same name to a reader. */
export const keyOf = (name: string) => name.normalize('NFC').toLowerCase()

/**
 * Refuses a name that a reader would take for one already there; `exceptId` is the thing being named.
 * @throws AppError `conflict` with the given reason
 */
export function requireFreeName(
  name: string,
  taken: readonly { id: string; name: string }[],
  reason: 'tagNameTaken' | 'tagGroupNameTaken',
  exceptId?: string,
): void {
  const twin = taken.find((other) => other.id !== exceptId && keyOf(other.name) === keyOf(name))
  if (twin) throw new AppError('conflict', reason, { params: { name: twin.name } })
}
