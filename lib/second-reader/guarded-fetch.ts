import 'server-only'
import { lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector, fetch as fetchBy } from 'undici'
import { mayConnect } from './addresses'

/** Why a request was not made, or its answer not taken; sentences in `errors.<reason>`. */
export type GuardReason = 'readerPrivate' | 'readerRedirect' | 'readerTooLarge'
export class Guarded extends Error {
  override readonly name = 'Guarded'
  constructor(readonly reason: GuardReason) {
    super(reason)
  }
}

const mostBytes = 4 << 20
const connectMs = 10_000

export type Guard = {
  allowPrivate: boolean
  /** How names become addresses; the system's way. */
  resolve?: typeof systemLookup
}

/**
 * A `fetch` for an address that somebody typed: the address that is checked is the one that is connected to, whatever
 * the name stood for before; a redirect is not followed, since it would carry the key along; an answer is read up to
 * 4 MB, unpacked. Each request has a connection of its own.
 */
export function guardedFetch({ allowPrivate, resolve = systemLookup }: Guard): typeof fetch {
  const lookup: LookupFunction = (hostname, options, tell) =>
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return tell(error, '', 4)
      const [first] = found
      if (!first || found.some(({ address }) => !mayConnect(address, allowPrivate)))
        return tell(new Guarded('readerPrivate'), '', 4)
      if (options.all) return tell(null, found)
      tell(null, first.address, first.family)
    })
  const byName = buildConnector({ timeout: connectMs, lookup })
  // a numeric address is looked up by nobody
  const connect: typeof byName = (options, tell) => {
    const host = options.hostname.replace(/^\[|\]$/g, '')
    if (isIP(host) && !mayConnect(host, allowPrivate)) return tell(new Guarded('readerPrivate'), null)
    byName(options, tell)
  }
  const guarded = async (input: string | URL, init: RequestInit = {}) => {
    const agent = new Agent({ connect })
    try {
      const answer = await fetchBy(input, {
        method: init.method,
        body: init.body as string | undefined,
        signal: init.signal,
        headers: { ...Object.fromEntries(new Headers(init.headers)), 'accept-encoding': 'identity' },
        redirect: 'manual',
        dispatcher: agent,
      })
      if (answer.status >= 300 && answer.status < 400) throw new Guarded('readerRedirect')
      const bytes = await readAtMost(answer.body)
      const headers = new Headers()
      for (const name of ['content-type', 'retry-after']) {
        const value = answer.headers.get(name)
        if (value !== null) headers.set(name, value)
      }
      return new Response(bytes, { status: answer.status, headers })
    } finally {
      // what is left of an answer is not waited for
      void agent.destroy()
    }
  }
  return guarded as typeof fetch
}

async function readAtMost(body: AsyncIterable<Uint8Array> | null): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!body) return null
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body) {
    size += part.byteLength
    if (size > mostBytes) throw new Guarded('readerTooLarge')
    parts.push(part)
  }
  return Uint8Array.from(Buffer.concat(parts))
}
