import { newBrowserId } from '@/lib/result/operation-id'

const key = 'finecut-browser'

/** What this browser calls itself in the operation ids it makes; the same in all its tabs. */
export function browserId(): string {
  const known = localStorage.getItem(key)
  if (known) return known
  const made = newBrowserId()
  localStorage.setItem(key, made)
  return made
}
