import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { actorOf } from '@/lib/auth/session'
import { subscribe } from './hub'
import { listAudibleDatasets } from './queries'
import type { LiveEvent } from './schema'

const heartbeatMs = 20_000
const recheckMs = 5_000

/**
 * Server-sent events of the datasets the actor may see; an owner also hears of everybody's access. Who may hear what is looked up again every 5 s and at
 * every change of access; the stream of an ended session closes.
 */
export async function openStream(actor: Actor, request: Request): Promise<Response> {
  const encoder = new TextEncoder()
  const session = new Headers(request.headers)
  let audible = await listAudibleDatasets(actor, session)
  let stop = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text))
      const hears = (event: LiveEvent) => {
        // the stream of a guest is there to end
        if (actor.kind === 'guest') return false
        if (event.type === 'access') return event.userId === actor.id || audible === null
        return audible === null || audible.has(event.datasetId)
      }
      const look = async () => {
        audible = await listAudibleDatasets(actor, session)
        if (audible?.size === 0 && (await isOver(actor, session))) end()
      }
      // a browser whose stream ends opens another at once and looks at everything anew
      const unsubscribe = subscribe((event) => {
        if (event.type === 'access' || event.type === 'dataset') void look().catch(end)
        if (hears(event)) send(`data: ${JSON.stringify(event)}\n\n`)
      }, end)
      const beat = setInterval(() => send(': still here\n\n'), heartbeatMs)
      const check = setInterval(() => void look().catch(end), recheckMs)
      function end() {
        stop()
        try {
          controller.close()
        } catch {
          // the browser left first
        }
      }
      stop = () => {
        unsubscribe()
        clearInterval(beat)
        clearInterval(check)
        request.signal.removeEventListener('abort', end)
      }
      request.signal.addEventListener('abort', end)
      send('retry: 1000\n: open\n\n')
    },
    cancel: () => stop(),
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}

async function isOver(actor: Actor, session: Headers): Promise<boolean> {
  return (await actorOf(session))?.id !== actor.id
}
