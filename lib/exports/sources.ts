import 'server-only'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { ExportLine } from './schema'
import type { LineSource } from './sidecar'

/** What a file of sources says of these lines, read only as far as the last of them. */
export async function readSources(path: string, lines: readonly number[]): Promise<ExportLine[]> {
  const input = createReadStream(path)
  try {
    return await pickSources(createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }), lines)
  } finally {
    input.destroy()
  }
}

/** The same of its lines as they come. */
export async function pickSources(
  texts: AsyncIterable<string>,
  lines: readonly number[],
): Promise<ExportLine[]> {
  const wanted = new Set(lines)
  const last = Math.max(...lines)
  const found: ExportLine[] = []
  let line = 0
  for await (const text of texts) {
    line += 1
    if (wanted.has(line)) found.push({ line, example: (JSON.parse(text) as LineSource).example })
    if (line >= last) break
  }
  return found
}
