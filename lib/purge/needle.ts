/** What is looked for, and what a text is without it. */
export type Needle = {
  has: (text: string) => boolean
  without: (text: string) => string
  /** No place of it is longer, in UTF-16 units. */
  length: number
}

/** What stands where the words were. */
export const purgedMark = '[purged]'

/**
 * A text to purge, as it was typed and as other systems spell the same letters (macOS takes Korean syllables apart).
 * `ignoreCase` finds other capitals too.
 */
export function makeNeedle(text: string, ignoreCase: boolean): Needle {
  const forms = [...new Set([text, text.normalize('NFC'), text.normalize('NFD')])]
  const pattern = new RegExp(forms.map(literally).join('|'), ignoreCase ? 'giu' : 'gu')
  return {
    has: ignoreCase
      ? (held) => held.search(pattern) >= 0
      : (held) => forms.some((form) => held.includes(form)),
    without: (held) => held.replace(pattern, purgedMark),
    // another capital may be longer, as that of ß is
    length: 2 * Math.max(...forms.map((form) => form.length)),
  }
}

const literally = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
