import 'server-only'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import { openByteFile } from './byte-file'
import type { LineFile } from './line-file'

type Row = { messages: object[]; tools?: string }

const rowsAtOnce = 1_000
const bytesAtOnce = 4_000_000

const text = (name: string) =>
  ({ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' }) as const

/** A list of messages and the JSON of tools, as `datasets` reads nested columns (FORMATS 2.13). */
const message = [
  text('role'),
  text('content'),
  { name: 'train', type: 'BOOLEAN', repetition_type: 'OPTIONAL' } as const,
  text('tool_calls'),
  text('tool_call_id'),
  text('name'),
]
const schema = [
  { name: 'root', num_children: 2 },
  { name: 'messages', repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 } as const,
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 } as const,
  { name: 'element', repetition_type: 'OPTIONAL', num_children: message.length } as const,
  ...message,
  text('tools'),
]

/** A Parquet file whose lines are JSON of rows: a group of rows is in memory, never all of them. */
export async function openParquetFile(
  folder: string,
  name: string,
  pause: () => Promise<void>,
): Promise<LineFile> {
  const file = await openByteFile(folder, name, pause)
  const writer = new ByteWriter()
  const parquet = new ParquetWriter({ writer, schema, createdBy: 'finecut' })
  let rows: Row[] = []
  let bytes = 0

  async function take(): Promise<void> {
    const chunk = Buffer.from(writer.getBytes())
    writer.index = 0
    await file.write(chunk)
  }
  async function writeGroup(): Promise<void> {
    if (rows.length === 0) return
    const messages = rows.map((row) => row.messages)
    const tools = rows.map((row) => row.tools ?? null)
    rows = []
    bytes = 0
    parquet.write({
      columnData: [
        { name: 'messages', data: messages },
        { name: 'tools', data: tools },
      ],
      rowGroupSize: rowsAtOnce,
    })
    await take()
    await pause()
  }
  return {
    async write(lines) {
      for (const line of lines) {
        rows.push(JSON.parse(line.toString()) as Row)
        bytes += line.length
        file.facts.lines += 1
        if (rows.length >= rowsAtOnce || bytes >= bytesAtOnce) await writeGroup()
      }
    },
    async close() {
      await writeGroup()
      parquet.finish()
      await take()
      return file.close()
    },
    abandon: file.abandon,
  }
}
