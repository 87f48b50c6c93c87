// Runs once when the server starts, before the first request.
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  // Next goes on after a failure here; scripts/serve.mjs waits for the outcome and does not.
  const { finecutOpening } = globalThis as typeof globalThis & {
    finecutOpening?: { done: () => void; failed: (error: unknown) => void }
  }
  try {
    const { openStudio } = await import('@/lib/studio/open')
    await openStudio()
    finecutOpening?.done()
  } catch (error) {
    finecutOpening?.failed(error)
    throw error
  }
}
