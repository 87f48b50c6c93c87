import 'server-only'
import { Mutex } from 'async-mutex'

const shared = globalThis as typeof globalThis & { finecutUploads?: Map<string, Mutex> }
shared.finecutUploads ??= new Map()
const mutexes = shared.finecutUploads

/** Runs what changes one upload after what already does: two senders of one part must not mix their bytes. */
export async function oneAtATime<T>(uploadId: string, body: () => Promise<T>): Promise<T> {
  const mutex = mutexes.get(uploadId) ?? new Mutex()
  mutexes.set(uploadId, mutex)
  try {
    return await mutex.runExclusive(body)
  } finally {
    if (!mutex.isLocked()) mutexes.delete(uploadId)
  }
}
