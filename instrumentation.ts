import type { Instrumentation } from 'next'

/** How scripts/serve.mjs ends what was opened: jobs at once, the rest when no request is under way. */
type Endings = { announceStop: () => void; stopJobs: () => Promise<void>; closeStudio: () => Promise<void> }

// Runs once when the server starts, before the first request.
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  // Next goes on after a failure here; scripts/serve.mjs waits for the outcome and does not.
  const { finecutOpening } = globalThis as typeof globalThis & {
    finecutOpening?: { done: (endings: Endings) => void; failed: (error: unknown) => void }
  }
  try {
    const [{ openStudio }, { closeStudio }, { stopJobs }, { announceStop }] = await Promise.all([
      import('@/lib/studio/open'),
      import('@/lib/studio/close'),
      import('@/lib/jobs/room'),
      import('@/lib/studio/state'),
    ])
    await openStudio()
    finecutOpening?.done({ announceStop, stopJobs, closeStudio })
  } catch (error) {
    finecutOpening?.failed(error)
    throw error
  }
}

// Of pages: what goes wrong in a route is caught there.
export const onRequestError: Instrumentation.onRequestError = async (error, request, { routePath }) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { logPageError } = await import('@/lib/log/page')
  logPageError(error, { method: request.method, route: routePath, id: request.headers['x-request-id'] })
}
