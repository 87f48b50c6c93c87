const leaseMs = 4_000
const nameOf = (userId: string) => `finecut-leader:${userId}`

/**
 * One of a person's tabs in a browser leads (sends, and holds the event stream); when it closes, another takes over.
 * Web Locks where the origin has them; on plain HTTP a lease in localStorage, renewed every second. Returns the way to
 * resign.
 */
export function contend(userId: string, onLead: () => () => void): () => void {
  const name = nameOf(userId)
  return 'locks' in navigator ? contendByLock(name, onLead) : contendByLease(name, onLead)
}

function contendByLock(name: string, onLead: () => () => void): () => void {
  const resigned = new AbortController()
  void navigator.locks
    .request(name, { signal: resigned.signal }, async () => {
      const stop = onLead()
      await new Promise<void>((done) => resigned.signal.addEventListener('abort', () => done()))
      stop()
    })
    .catch((error: unknown) => {
      // resigning while still waiting for the lock
      if (!resigned.signal.aborted) throw error
    })
  return () => resigned.abort()
}

function contendByLease(name: string, onLead: () => () => void): () => void {
  const me = Array.from(crypto.getRandomValues(new Uint8Array(8)), (b) => b.toString(16)).join('')
  let stop: (() => void) | null = null
  const look = () => {
    const [holder, until] = (localStorage.getItem(name) ?? '').split(' ')
    const free = !holder || holder === me || Number(until) < Date.now()
    if (free) localStorage.setItem(name, `${me} ${Date.now() + leaseMs}`)
    if (free && !stop) stop = onLead()
    if (!free && stop) {
      stop()
      stop = null
    }
  }
  const timer = setInterval(look, 1_000)
  const leave = () => {
    if (stop) localStorage.removeItem(name)
  }
  addEventListener('pagehide', leave)
  look()
  return () => {
    clearInterval(timer)
    removeEventListener('pagehide', leave)
    leave()
    stop?.()
  }
}
