import { expect, test } from 'vitest'
import { isLiveEvent } from './event'
import { liveEvent } from './schema'

const fields = { datasetId: 'd', number: 1, revision: 2, actorId: 'a', operationId: 'o', userId: 'u' }
const more = { importId: 'i', exportId: 'e' }
const events = liveEvent.options.map(({ shape }) => {
  const all = { ...fields, ...more, type: shape.type.value } as Record<string, unknown>
  return Object.fromEntries(Object.keys(shape).map((key) => [key, all[key] ?? 'x']))
})

test('every event of the stream is one', () => {
  expect(events.map(isLiveEvent)).toEqual(events.map(() => true))
})

test.each([[null], [undefined], ['tags'], [{}], [{ type: 'tags' }], [{ type: 'access', datasetId: 'd' }]])(
  'what is about nothing is none: %j',
  (value) => expect(isLiveEvent(value)).toBe(false),
)
