/** A path of this studio to go on to, as found in an address; `/` for anything that leads elsewhere. */
export function ownPath(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return '/'
  const here = 'http://studio.invalid'
  if (!URL.canParse(next, here)) return '/'
  const url = new URL(next, here)
  const path = url.pathname + url.search + url.hash
  // a path of two slashes, or one with a backslash, names a host
  return url.origin === here && !path.startsWith('//') && !next.includes('\\') ? path : '/'
}
