import 'server-only'

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
    if (length > maxBytes) {
      void reader.cancel().catch(() => {})
      return 'too large'
    }
    chunks.push(next.value)
  }
  return Buffer.concat(chunks)
}
