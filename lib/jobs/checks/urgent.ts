import 'server-only'

// Next loads modules once per bundle; what one does urgently, all must know
const shared = globalThis as typeof globalThis & {
  finecutUrgentChecks?: { under: Set<Promise<unknown>>; savedAt: number[] }
}
shared.finecutUrgentChecks ??= { under: new Set(), savedAt: [] }
const { under: urgent, savedAt } = shared.finecutUrgentChecks

const [manySaves, withinMs] = [20, 1_000]

/** Whether so many people save that long runs should leave them most of the machine. */
export const isBusy = (): boolean => savedAt.length === manySaves && Date.now() - (savedAt[0] ?? 0) < withinMs

/** Does what somebody waits for, of so many saves: long runs of this process give way until it is done. */
export async function urgently(work: () => Promise<void>, saves: number): Promise<void> {
  savedAt.push(...Array.from({ length: Math.min(saves, manySaves) }, () => Date.now()))
  savedAt.splice(0, savedAt.length - manySaves)
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
