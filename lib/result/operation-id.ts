/** A new operation id; works on plain-HTTP origins too, where crypto.randomUUID is missing. */
export function newOperationId(): string {
  return hex(12)
}

/** A new operation id that tells which browser made it: its requests come one at a time, in the order of doing. */
export function operationIdOf(browser: string): string {
  return `${browser}_${newOperationId()}`
}

/** What a browser calls itself in its operation ids. */
export const newBrowserId = (): string => hex(8)

/** The browser that made an operation, null where none did. */
export function browserOf(operationId: string): string | null {
  const end = operationId.indexOf('_')
  return end < 0 ? null : operationId.slice(0, end)
}

function hex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (b) =>
    b.toString(16).padStart(2, '0'),
  ).join('')
}
