import { describe, expect, it, vi } from 'vitest'
import { log } from '@/lib/log/log'
import { cancelJob, hasJob, startJob, stopJobs } from './room'

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((done) => {
    if (signal.aborted) done()
    else signal.addEventListener('abort', () => done())
  })

describe('the job room', () => {
  it('runs one job of a queue at a time, in order, and other queues beside it', async () => {
    const log: string[] = []
    let letGo = () => {}
    const begun = new Promise<void>((go) => {
      letGo = go
    })
    const job = (name: string) => async () => {
      log.push(`${name} begins`)
      if (name === 'c') letGo()
      // never, where c waits for the others
      await begun
      log.push(`${name} ends`)
    }
    await Promise.all([
      startJob('a', 'imports', job('a')),
      startJob('b', 'imports', job('b')),
      startJob('c', 'exports', job('c')),
    ])
    expect(log.filter((line) => !line.startsWith('c'))).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
    expect(hasJob('a')).toBe(false)
  })

  it('cancels a running and a waiting job by id', async () => {
    const reasons: unknown[] = []
    const body = async (signal: AbortSignal) => {
      await untilAborted(signal)
      reasons.push(signal.reason)
    }
    const both = [startJob('first', 'q', body), startJob('second', 'q', body)]
    expect([cancelJob('second'), cancelJob('first'), cancelJob('nobody')]).toEqual([true, true, false])
    await Promise.all(both)
    expect(reasons).toEqual(['cancelled', 'cancelled'])
  })

  it('logs a failed job and goes on with the next', async () => {
    const logged = vi.spyOn(log, 'error').mockImplementation(() => {})
    const next = vi.fn(async () => {})
    await Promise.all([
      startJob('fails', 'q', async () => {
        throw new Error('no good')
      }),
      startJob('next', 'q', next),
    ])
    expect(next).toHaveBeenCalledOnce()
    expect(logged.mock.calls[0]?.[0]).toMatchObject({
      job: 'fails',
      stack: expect.stringContaining('no good'),
    })
    logged.mockRestore()
  })

  it('stops everything when the process ends', async () => {
    const reasons: unknown[] = []
    for (const id of ['x', 'y'])
      void startJob(id, 'q', async (signal) => {
        await untilAborted(signal)
        reasons.push(signal.reason)
      })
    await stopJobs()
    expect(reasons).toEqual(['shutdown', 'shutdown'])
  })

  it('stops what a job starts that is being stopped', async () => {
    const next = vi.fn(untilAborted)
    void startJob('import', 'imports', async (signal) => {
      await untilAborted(signal)
      void startJob('tokens', 'tokens', next)
    })
    await stopJobs()
    expect(next).toHaveBeenCalledOnce()
    expect(hasJob('tokens')).toBe(false)
  })
})
