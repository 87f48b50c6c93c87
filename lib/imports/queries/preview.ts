import 'server-only'
import { open } from 'node:fs/promises'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { readLine } from '@/lib/conversations/parse'
import type { Conversation } from '@/lib/conversations/schema'
import { db } from '@/lib/db/client'
import { LineSplitter } from '@/lib/formats/lines'
import { contentTexts } from '@/lib/tokens/message-text'
import { findUpload, uploadPath } from '@/lib/uploads/read'
import type { UploadAddress } from '@/lib/uploads/schema'
import type { Preview, PreviewLine } from '../schema'
import { listSourceFields } from '../source-key'

const readBytes = 1 << 20
const shownLines = 5
const shownMessages = 12
const shownLength = 300
// fields may be missing in the first lines; these many are looked at
const searchedLines = 200

/** What an upload begins with, as soon as its first part is there: it need not be complete. */
export async function previewUpload(actor: Actor, at: UploadAddress): Promise<Preview> {
  await authoriseDataset(actor, 'import examples', at.datasetId)
  const { id, received, size } = await findUpload(db(), actor, at)
  const bytes = await readStart(uploadPath(id), Math.min(readBytes, received))
  const splitter = new LineSplitter()
  const raw = [...splitter.push(bytes), ...(bytes.length === size ? splitter.end() : [])]
  const lines: PreviewLine[] = []
  const conversations: Conversation[] = []
  for (const [i, { line, bytes: content }] of raw.slice(0, searchedLines).entries()) {
    const result = readLine(content)
    if (result.ok) conversations.push(result.conversation)
    if (lines.length === shownLines) continue
    const place = { record: i + 1, line }
    lines.push(
      result.ok
        ? { ...place, ok: true, messages: shorten(result.conversation) }
        : { ...place, ok: false, code: result.code, params: result.params },
    )
  }
  return { lines, sourceKeys: listSourceFields(conversations) }
}

async function readStart(path: string, length: number): Promise<Buffer> {
  if (length === 0) return Buffer.alloc(0)
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const shorten = ({ messages }: Conversation) =>
  messages.slice(0, shownMessages).map((message) => ({
    role: message.role,
    text: contentTexts(message).join(' ').slice(0, shownLength).toWellFormed(),
  }))
