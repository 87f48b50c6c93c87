import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Tx, transaction } from '@/lib/db/client'
import { AppError } from '@/lib/result/app-error'
import { requireJob } from '../room'

const patienceMs = [200, 1_000, 3_000, 10_000]

/** A transaction of a job, that waits and tries again while the database is busy or its disk is full. */
export async function persist<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const body = async (tx: Tx) => {
    await requireJob(tx)
    return work(tx)
  }
  for (const wait of patienceMs) {
    try {
      return await transaction(body)
    } catch (error) {
      const passing = error instanceof AppError && ['unavailable', 'storage_full'].includes(error.code)
      if (!passing) throw error
      await sleep(wait)
    }
  }
  return transaction(body)
}
