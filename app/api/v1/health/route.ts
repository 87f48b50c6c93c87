import { route } from '@/lib/result/route'
import { isAlive, isReady } from '@/lib/studio/health'
import { health, healthQuery } from '@/lib/studio/schema'

export const GET = route({ access: 'anyone', query: healthQuery, answer: health }, async ({ query }) =>
  query.check === 'live' ? isAlive() : isReady(),
)
