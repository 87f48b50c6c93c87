import { afterAll, vi } from 'vitest'

// Files share their process, and with it everything that is loaded once: each leaves it as it was given.
const given = { ...process.env }

afterAll(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  for (const name of Object.keys(process.env)) if (!(name in given)) delete process.env[name]
  Object.assign(process.env, given)
})
