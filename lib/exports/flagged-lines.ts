const mostLines = 200
const list = String.raw`\[?\s*(\d+(?:\s*(?:,|and)\s*\d+)*)`
// "Flagged lines: 4, 13", "Example 100, message 2", "on line 5 of the input file"; "line 1 column 79" is a place inside one
const counted = new RegExp(String.raw`\b(?:lines?|examples?|rows?)\s*[:#]?\s*${list}(?!\s*column|\d)`, 'gi')
// the validator of Bedrock Nova counts samples from 0
const countedFromNone = new RegExp(String.raw`\bsamples?\s*:?\s*${list}`, 'gi')

/** The lines that a provider's message names, counted from 1, each once and in order; at most 200. */
export function flaggedLines(message: string): number[] {
  const fromOne = numbersOf(message, counted)
  const fromNone = /zero-indexed/i.test(message) ? numbersOf(message, countedFromNone).map((n) => n + 1) : []
  const lines = [...fromOne, ...fromNone].filter((line) => line > 0 && line <= 100_000_000)
  return [...new Set(lines)].sort((a, b) => a - b).slice(0, mostLines)
}

function numbersOf(message: string, pattern: RegExp): number[] {
  return [...message.slice(0, 100_000).matchAll(pattern)].flatMap(([, found]) =>
    [...found!.matchAll(/\d+/g)].map(([digits]) => Number(digits)),
  )
}
