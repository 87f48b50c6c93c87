import { expect, test } from 'vitest'
import { admit } from './admit'

test('the 129th change at once is told to come again; reading is never refused', () => {
  const under = Array.from({ length: 128 }, () => admit('POST'))
  expect(() => admit('PATCH')).toThrow(expect.objectContaining({ code: 'unavailable', retryAfterSeconds: 1 }))
  admit('GET')()
  under.pop()!()
  under.push(admit('POST'))
  for (const over of under) over()
})
