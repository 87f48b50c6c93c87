type Load<Part> = () => Promise<Part>

const waiting = new Set<Load<unknown>>()

/**
 * Marks what is not in a page's first script to be fetched once a person works here: then it opens at once, and
 * without a network too.
 */
export function warmLater<Part>(load: Load<Part>): Load<Part> {
  waiting.add(load)
  return load
}

/** Fetches all of it. What can't be fetched now is asked for again when it is needed. */
export async function warmUp(): Promise<void> {
  await Promise.allSettled([...waiting].map((load) => load()))
}
