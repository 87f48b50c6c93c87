import { expect, test } from 'vitest'
import { targetKind } from './target'

/** An element that is inside these selectors' matches: enough of a DOM for the question. */
const place = (...inside: string[]) => ({
  closest: (selector: string) => selector.split(', ').some((part) => inside.includes(part)) || null,
})

test.each([
  [null, 'page'],
  [place(), 'page'],
  [place('textarea'), 'text'],
  [place('select'), 'text'],
  [place('[role="combobox"]'), 'text'],
  [place('[role="radio"]', 'button'), 'choice'],
  [place('button'), 'button'],
  [place('a[href]'), 'button'],
  [{ ...place('button'), isContentEditable: true }, 'text'],
] as const)('%o is a %s', (element, kind) => {
  expect(targetKind(element)).toBe(kind)
})
