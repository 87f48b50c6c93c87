import type { ExampleRow } from '@/lib/examples/schema'
import type { Door } from './door'

const pageSize = 200

/** The examples a query finds, in pages, by number. */
export async function* eachExample(door: Door, datasetId: string, q: string): AsyncGenerator<ExampleRow[]> {
  let cursor: string | undefined
  do {
    const page = await door.listExamples(datasetId, { q, cursor, limit: pageSize })
    yield page.rows
    cursor = page.next ?? undefined
  } while (cursor)
}
