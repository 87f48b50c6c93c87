/** The list with one entry a place further up (-1) or down (1); the same list where there is no such place. */
export function moveBy<T>(list: readonly T[], index: number, step: -1 | 1): T[] {
  const to = index + step
  const moved = [...list]
  const [entry] = moved.splice(index, 1)
  if (entry === undefined || to < 0 || to >= list.length) return [...list]
  moved.splice(to, 0, entry)
  return moved
}
