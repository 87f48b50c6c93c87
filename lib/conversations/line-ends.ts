import { textEdit } from './text-edit'

const ends = /\r\n?/g

/** A text as a field of the browser has it: every line end is one LF. */
export const asField = (text: string): string => (text.includes('\r') ? text.replace(ends, '\n') : text)

/** Where offset `at` of the field stands in the text itself. */
export function placeInText(text: string, at: number): number {
  let place = 0
  for (let passed = 0; passed < at && place < text.length; passed++)
    place += text.startsWith('\r\n', place) ? 2 : 1
  return place
}

/** Where offset `at` of the text stands in the field. */
export const placeInField = (text: string, at: number): number => asField(text.slice(0, at)).length

/**
 * What `text` becomes when its field holds `typed`: line ends that nobody touched stay as they are, new ones are like
 * the first of the text.
 */
export function fromField(text: string, typed: string): string {
  const shown = asField(text)
  if (shown === text) return typed
  const { at, remove, insert } = textEdit(shown, typed)
  const own = /\r\n|\r|\n/.exec(text)![0]
  const [from, to] = [placeInText(text, at), placeInText(text, at + remove.length)]
  return joined(joined(text.slice(0, from), insert.replaceAll('\n', own)), text.slice(to))
}

// a CR and an LF that come to stand side by side would be one line end where there are two
const joined = (before: string, after: string): string =>
  before.endsWith('\r') && after.startsWith('\n') ? `${before}\r${after}` : before + after
