import { describe, expect, it, vi } from 'vitest'
import { db, transaction } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { useStudio } from '@/lib/testing/studio'
import { owner } from './lease'
import { announceJob, cancelElsewhere, isLostJob, requireJob, requireNotCancelled, startJob } from './room'
import { addJob } from './writes'

const until = (what: () => void | Promise<void>) => vi.waitFor(what, { timeout: 60_000, interval: 20 })
const other = 'another process'
const addOthers = (id: string, queue = 'q') => transaction((tx) => addJob(tx, { id, owner: other, queue }))
const loseOther = () =>
  db().$executeRawUnsafe(
    `UPDATE "Job" SET "heartbeatAt" = "heartbeatAt" - interval '30 seconds' WHERE "owner" = '${other}'`,
  )

describe.runIf(engine === 'postgresql')('jobs of several processes', () => {
  useStudio()

  it('run one at a time in a queue, and side by side in others', async () => {
    await addOthers('theirs')
    const ran: string[] = []
    const job = (id: string) => async () => void ran.push(id)
    const mine = startJob('mine', 'q', job('mine'))
    await startJob('elsewhere', 'another queue', job('elsewhere'))
    await new Promise((go) => setTimeout(go, 600))
    expect(ran).toEqual(['elsewhere'])
    await db().job.deleteMany({ where: { owner: other } })
    await mine
    expect(ran).toEqual(['elsewhere', 'mine'])
    expect(await db().job.count()).toBe(0)
  })

  it('go on when the process before them is gone, not while it lives', async () => {
    await addOthers('theirs')
    expect(await isLostJob('theirs')).toBe(false)
    const mine = startJob('mine', 'q', async () => {})
    await loseOther()
    await mine
    expect(await isLostJob('theirs')).toBe(true)
    expect(await isLostJob('nobody’s')).toBe(true)
  })

  it('are known to others from the moment on that they are written down', async () => {
    await transaction((tx) => announceJob(tx, 'soon', 'q'))
    expect(await db().job.findMany({ select: { id: true, owner: true } })).toEqual([{ id: 'soon', owner }])
    await startJob('soon', 'q', async () => {})
    expect(await db().job.count()).toBe(0)
  })

  it('stop when another process cancels them, and can’t be kept from then on', async () => {
    let kept = false
    const reasons: unknown[] = []
    const mine = startJob('mine', 'q', async (signal) => {
      await new Promise<void>((stopped) => signal.addEventListener('abort', () => stopped()))
      reasons.push(signal.reason)
      await transaction(requireNotCancelled).then(
        () => {
          kept = true
        },
        (reason) => reasons.push(reason),
      )
      // what is to be taken back still can be
      await transaction(requireJob)
    })
    await until(async () => expect(await db().job.count()).toBe(1))
    expect(await transaction((tx) => cancelElsewhere(tx, 'mine'))).toBe(true)
    expect(await transaction((tx) => cancelElsewhere(tx, 'nobody’s'))).toBe(false)
    await mine
    expect([kept, reasons]).toEqual([false, ['cancelled', 'cancelled']])
  })

  it('of a process that was thought gone write nothing more', async () => {
    let wrote = false
    const reasons: unknown[] = []
    await startJob('mine', 'q', async (signal) => {
      await db().job.deleteMany({ where: { id: 'mine' } })
      await transaction(async (tx) => {
        await requireJob(tx)
        wrote = true
      }).catch((reason) => reasons.push(reason))
      reasons.push(signal.reason)
    })
    expect([wrote, reasons]).toEqual([false, ['shutdown', 'shutdown']])
  })

  it('beat while they run, and hear that they were taken from them', async () => {
    await startJob('mine', 'q', async (signal) => {
      const at = async () =>
        (await db().job.findFirstOrThrow({ where: { id: 'mine' } })).heartbeatAt.getTime()
      const first = await at()
      await until(async () => expect(await at()).toBeGreaterThan(first))
      await db().job.deleteMany({ where: { id: 'mine' } })
      await until(() => expect(signal.reason).toBe('shutdown'))
    })
  })
})
