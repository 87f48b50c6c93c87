import { route } from '@/lib/result/route'
import { readApiDescription } from '@/lib/studio/api-description'

export const GET = route(
  { access: 'anyone' },
  async () =>
    new Response(JSON.stringify(await readApiDescription()), {
      headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' },
    }),
)
