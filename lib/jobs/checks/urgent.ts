import 'server-only'

// Next loads modules once per bundle; what one does urgently, all must know
const shared = globalThis as typeof globalThis & { finecutUrgentChecks?: Set<Promise<unknown>> }
shared.finecutUrgentChecks ??= new Set()
const urgent = shared.finecutUrgentChecks

/** Does what somebody waits for: long runs of this process give way until it is done. */
export async function urgently(work: () => Promise<void>): Promise<void> {
  const done = work()
  urgent.add(done)
  try {
    await done
  } finally {
    urgent.delete(done)
  }
}

/** Waits for what is urgent now, and not for what comes meanwhile: a long run comes to its end all the same. */
export const giveWay = async (): Promise<void> => void (await Promise.allSettled([...urgent]))
