import 'server-only'
import { attachment } from './file-names'

export type OpenFile = { name: string; bytes: number | null; chunks: AsyncIterable<Uint8Array> }

const types: Record<string, string> = {
  zip: 'application/zip',
  json: 'application/json',
  parquet: 'application/vnd.apache.parquet',
  csv: 'text/csv; charset=utf-8',
  yaml: 'application/yaml; charset=utf-8',
}

/** A file as an answer to save, read only as fast as it is taken. */
export function download({ name, bytes, chunks }: OpenFile): Response {
  const iterator = chunks[Symbol.asyncIterator]()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await iterator.next()
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
    async cancel() {
      await iterator.return?.()
    },
  })
  const headers = new Headers({
    'content-type': types[name.split('.').at(-1) ?? ''] ?? 'application/jsonl; charset=utf-8',
    'content-disposition': attachment(name),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  if (bytes !== null) headers.set('content-length', String(bytes))
  return new Response(body, { headers })
}
