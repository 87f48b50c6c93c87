import { expect, it, vi } from 'vitest'
import { mapDatabaseError } from './errors'

it('knows a text that can’t be stored, whichever copy of the connection’s code refused it', async () => {
  vi.resetModules()
  const { assertStorable } = await import('./storable')
  for (const text of ['a\0b', '\ud800']) {
    let thrown: unknown
    try {
      assertStorable([text])
    } catch (error) {
      thrown = error
    }
    expect(mapDatabaseError(thrown)).toMatchObject({ code: 'invalid', reason: 'unstorableText' })
  }
})
