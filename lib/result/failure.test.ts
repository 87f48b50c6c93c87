import { expect, test } from 'vitest'
import { errorCodes } from './app-error'
import { isFailure } from './failure'
import { failure } from './schema'

const good = {
  code: 'conflict',
  reason: 'editDoesNotFit',
  message: 'It does not fit.',
  params: { count: 2 },
  id: 'x1',
}
const answers: unknown[] = [
  ...errorCodes.map((code) => ({ error: { ...good, code } })),
  { error: { ...good, details: { any: 1 } } },
  { error: { ...good, code: 'teapot' } },
  ...Object.keys(good).map((key) => ({ error: { ...good, [key]: undefined } })),
  { error: { ...good, params: null } },
  { error: null },
  { error: 'no' },
  {},
  null,
  undefined,
  'Bad gateway',
  [],
]

test('the browser tells a failure of ours from anything else, as the schema does', () => {
  expect(answers.map(isFailure)).toEqual(answers.map((answer) => failure.safeParse(answer).success))
  expect(answers.filter(isFailure)).toHaveLength(errorCodes.length + 1)
})
