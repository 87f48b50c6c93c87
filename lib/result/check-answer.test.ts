import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { checkAnswer } from './check-answer'
import { respond } from './respond'

const schema = z.strictObject({ at: z.number(), by: z.string().default('nobody') })
const check = (answer: unknown) => checkAnswer('GET /it', schema, respond(answer))

afterEach(() => vi.restoreAllMocks())

test('an answer that differs from its schema is refused, and the difference is said', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue()
  await check({ at: 1, by: 'me' })
  expect(said).not.toHaveBeenCalled()
  for (const wrong of [{ at: '1', by: 'me' }, { at: 1, by: 'me', more: 1 }, { at: 1 }, null])
    await expect(check(wrong)).rejects.toThrow('not as described')
  await expect(checkAnswer('GET /it', undefined, respond({}))).rejects.toThrow('not as described')
  await expect(checkAnswer('GET /it', schema, new Response('bytes'))).rejects.toThrow('not as described')
  expect(said.mock.calls[1]?.[0]).toContain('GET /it: ✖ Unrecognized key: "more"')
})

test('a file and a stream are no JSON to check', async () => {
  const file = new Response('{}', {
    headers: { 'content-type': 'application/json', 'content-disposition': 'attachment' },
  })
  await checkAnswer('GET /it', undefined, file)
  await checkAnswer('GET /it', undefined, new Response('data: 1'))
})
