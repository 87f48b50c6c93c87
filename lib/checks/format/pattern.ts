import { RE2JS, RE2JSSyntaxException } from 're2js'

// steps of the engine: a character of text times an instruction of the expression
const mostSteps = 20_000_000

/** What is wrong with an expression of a user; null where it can be used. */
export function patternProblem(pattern: string): string | null {
  try {
    RE2JS.compile(pattern)
    return null
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) return error.getDescription()
    throw error
  }
}

const isTooMuch = (compiled: RE2JS, text: string) => text.length * compiled.programSize() > mostSteps

/** Whether the whole of a text matches, in linear time; null where text and expression together are too much. */
export function openPattern(pattern: string): (text: string) => boolean | null {
  const compiled = RE2JS.compile(pattern)
  return (text) => (isTooMuch(compiled, text) ? null : compiled.matches(text))
}

/** Whether a match stands somewhere in a text; what is too much counts as one. */
export function openSearch(pattern: string): (text: string) => boolean {
  const compiled = RE2JS.compile(pattern)
  return (text) => isTooMuch(compiled, text) || compiled.matcher(text).find()
}
