/** Those of `tags` that are named, in the order of `tags`: as a dataset orders its groups. */
export const inOrder = <Tag extends { id: string }>(
  tags: ReadonlyMap<string, Tag>,
  ids: readonly string[],
): Tag[] => [...tags.values()].filter(({ id }) => ids.includes(id))
