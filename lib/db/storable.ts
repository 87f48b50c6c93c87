/** Whether a text comes back from either engine as it was stored: no NUL, no half of a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

export class UnstorableText extends Error {
  // told by its name: Next loads this file once per bundle, and the connection may come from another one
  override readonly name = 'UnstorableText'
}

/**
 * The last door for both engines: SQLite would keep a NUL and put another character in the place of half a pair,
 * PostgreSQL would refuse the one and do the same with the other. Conversations are JSON, which writes both out.
 * @throws UnstorableText, which `mapDatabaseError` makes `invalid` `unstorableText`: Prisma would wrap an error with a code.
 */
export function assertStorable(values: readonly unknown[]): void {
  for (const value of values) if (typeof value === 'string' && !isStorable(value)) throw new UnstorableText()
}
