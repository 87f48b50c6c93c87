import 'server-only'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { breathe } from '@/lib/db/reader'
import type { CompareAnswer, CompareJob } from '@/lib/duplicates/answer'
import type { Compared } from '@/lib/duplicates/compare'
import { gramSizes } from '@/lib/duplicates/grams'
import type { Select } from '@/lib/duplicates/read'
import { signatureLength } from '@/lib/duplicates/signature'
import type { Sketch } from '@/lib/duplicates/sketch'
import type { NewSketch } from '@/lib/duplicates/writes'
import { byBytes } from '@/lib/exports/reader'

export type Ask = (job: CompareJob) => Promise<CompareAnswer>
/** `isChanged`: what is stored of it was made of another content, or is not there (`wasKnown` false). */
export type Example = Compared & { id: number; contentHash: string; isChanged: boolean; wasKnown: boolean }
export type SketchedList = { examples: Example[]; signatures: Int32Array }

const rowsAtOnce = 500
const bytesAtOnce = 1_000_000
const runsAtOnce = 2

type From = { select: Select; ask: Ask; datasetId: string; count: number }
type Row = {
  id: number
  number: number
  contentHash: string
  bytes: number
  sketched: string | null
  textHash: string | null
  length: number | null
  signatures: string | null
}

/** Every example of a dataset by number, with what it is compared by: as it is stored, or made anew where it changed. */
export async function sketchAll(
  { select, ask, datasetId, count }: From,
  onProgress: (seen: number, looked: number) => void,
): Promise<SketchedList> {
  const put = createStore(count)
  const examples: Example[] = []
  let looked = 0
  let under: Promise<void>[] = []
  const sketch = async (run: Example[]) => {
    const texts = await readTexts(
      select,
      run.map(({ id }) => id),
    )
    const sketches = (await ask({ kind: 'sketch', texts: run.map(({ id }) => texts.get(id)!) })) as Sketch[]
    for (const [i, { textHash, length, signatures }] of sketches.entries())
      put(Object.assign(run[i]!, { textHash, length }), signatures)
    looked += run.length
  }
  for (let after = 0; ; ) {
    const rows = await readRows(select, datasetId, after)
    const changed: (Example & { bytes: number })[] = []
    for (const { id, contentHash, bytes, ...row } of rows) {
      const isChanged = row.sketched !== contentHash
      const { textHash, length } = row
      const example = { id, contentHash, textHash: textHash ?? '', length: length ?? 0, start: 0 }
      const whole = { ...example, isDue: isChanged, isChanged, wasKnown: row.sketched !== null, bytes }
      examples.push(whole)
      if (isChanged) changed.push(whole)
      else put(whole, fromBase64(row.signatures!))
    }
    for (const run of byBytes(changed, bytesAtOnce)) {
      // the next texts are read while these are worked on
      if (under.length >= runsAtOnce) await under.shift()
      const own = sketch(run)
      own.catch(() => {})
      under = [...under, own]
    }
    onProgress(examples.length, looked)
    after = rows.at(-1)?.number ?? after
    await breathe()
    if (rows.length < rowsAtOnce) break
  }
  await Promise.all(under)
  return { examples, signatures: put.signatures }
}

/** Shared memory for the signatures of so many examples; what nothing is written to takes no room. */
function createStore(count: number) {
  const signatures = new Int32Array(new SharedArrayBuffer(4 * 2 * signatureLength * Math.max(1, count)))
  let end = 0
  const put = (example: Example, own: Int32Array) => {
    signatures.set(own, end)
    example.start = end
    end += own.length
  }
  return Object.assign(put, { signatures })
}

const readRows = (select: Select, datasetId: string, after: number): Promise<Row[]> =>
  select<Row>(
    sql`SELECT e."id", e."number", e."contentHash", ${raw(dialect.byteLength('e."text"'))} AS "bytes",
        s."contentHash" AS "sketched", s."textHash", s."length", s."signatures"
      FROM ${raw(dialect.inOrderOf('number'))} LEFT JOIN "DuplicateSketch" s ON s."exampleId" = e."id"
      WHERE e."datasetId" = ${datasetId} AND e."visible" = ${raw(dialect.yes)} AND e."number" > ${after}
      ORDER BY e."number" LIMIT ${rowsAtOnce}`,
  )

/** Stored texts of examples, by id. */
export async function readTexts(select: Select, ids: number[]): Promise<Map<number, string>> {
  const rows = await select<{ id: number; text: string }>(
    sql`SELECT e."id", e."text" FROM "Example" e WHERE ${dialect.isOneOf('e."id"', ids)}`,
  )
  return new Map(rows.map(({ id, text }) => [id, text]))
}

function fromBase64(text: string): Int32Array {
  const bytes = Buffer.from(text, 'base64')
  return Int32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readInt32LE(4 * i))
}

/** An example's sketch as it is kept. */
export function storedSketch(example: Example, signatures: Int32Array): NewSketch {
  const { id, contentHash, textHash, length, start } = example
  const own = signatures.subarray(start, start + gramSizes(length).length * signatureLength)
  const bytes = Buffer.alloc(4 * own.length)
  for (const [i, value] of own.entries()) bytes.writeInt32LE(value, 4 * i)
  return { exampleId: id, contentHash, textHash, length, signatures: bytes.toString('base64') }
}
