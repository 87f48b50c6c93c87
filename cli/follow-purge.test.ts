import { describe, expect, it } from 'vitest'
import type { PurgeRow, PurgeState } from '@/lib/purge/schema'
import { AppError } from '@/lib/result/app-error'
import { followPurge } from './follow-purge'

/** A purge that goes through these states, one at each look; a cancel while it looks ends it. */
function purgeThrough(...states: PurgeState[]) {
  const asked: string[] = []
  let cancelled = false
  return {
    asked,
    calls: {
      start: async () => ({ id: 'p' }),
      get: async () => ({ state: cancelled ? 'cancelled' : (states.shift() ?? 'done') }) as PurgeRow,
      cancel: async (id: string) => {
        asked.push(id)
        if (states[0] !== 'finding') throw new AppError('conflict', 'purgeOver')
        cancelled = true
      },
    },
  }
}

const watch = (signal: AbortSignal) => ({ onProgress: () => {}, onTooLate: () => expect.fail(), signal })

describe('following a purge', () => {
  it('tells how far it is until its end', async () => {
    const { calls } = purgeThrough('finding', 'erasing', 'done')
    const told: PurgeState[] = []
    const onProgress = ({ state }: PurgeRow) => void told.push(state)
    const done = await followPurge(calls, { ...watch(new AbortController().signal), onProgress })
    expect([done.state, ...told]).toEqual(['done', 'finding', 'erasing'])
  })

  it('cancels one that looks, once, and answers what became of it', async () => {
    const { calls, asked } = purgeThrough('finding', 'finding', 'finding')
    expect(await followPurge(calls, watch(AbortSignal.abort()))).toMatchObject({ state: 'cancelled' })
    expect(asked).toEqual(['p'])
  })

  it('waits for the end of one that erases already, and says so', async () => {
    const { calls, asked } = purgeThrough('erasing', 'erasing', 'done')
    let tooLate = 0
    const onTooLate = () => void tooLate++
    const done = await followPurge(calls, { ...watch(AbortSignal.abort()), onTooLate })
    expect([done.state, asked, tooLate]).toEqual(['done', ['p'], 1])
  })
})
