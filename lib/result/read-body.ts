import 'server-only'

const mostDiscarded = 64 * 1024 * 1024

/**
 * A request's body of at most `maxBytes`. `cut` where the connection broke: nobody is left to hear the answer, and
 * it is no failure of the server's.
 */
export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<Buffer | 'cut' | 'too large'> {
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = body?.getReader()
  while (reader) {
    const next = await reader.read().catch(() => undefined)
    if (!next) return 'cut'
    if (next.done) break
    length += next.value.byteLength
    if (length <= maxBytes) chunks.push(next.value)
    // what is left is read and thrown away: who is cut off while sending never sees why
    else chunks.length = 0
    if (length > maxBytes + mostDiscarded) {
      void reader.cancel().catch(() => {})
      break
    }
  }
  return length > maxBytes ? 'too large' : Buffer.concat(chunks)
}
