const maxTextLength = 20_000
const maxTexts = 4_000
const maxCharacters = 2_000_000

/** Counts of the texts met last: system prompts and stock answers come again and again. Bounded in texts and size. */
export function createKnownCounts() {
  // a Map keeps the order of insertion: the first key is the one unused for longest
  const counts = new Map<string, number>()
  let characters = 0

  return {
    get(text: string): number | undefined {
      if (text.length > maxTextLength) return undefined
      const count = counts.get(text)
      if (count === undefined) return undefined
      counts.delete(text)
      counts.set(text, count)
      return count
    },
    set(text: string, count: number): void {
      if (text.length > maxTextLength || counts.has(text)) return
      counts.set(text, count)
      characters += text.length
      for (const oldest of counts.keys()) {
        if (counts.size <= maxTexts && characters <= maxCharacters) break
        counts.delete(oldest)
        characters -= oldest.length
      }
    },
  }
}
