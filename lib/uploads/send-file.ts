import { newOperationId } from '@/lib/result/call'
import type { Failure, Result } from '@/lib/result/schema'
import type * as routes from './client'
import { createFileDigest, hashBytes } from './file-digest'
import { maxPartBytes, type Upload } from './schema'

export type SentFile = { uploadId: string; lines: number }
export type SendProgress = {
  /** `waiting`: the studio can't be reached, it is tried again by itself. */
  phase: 'sending' | 'waiting' | 'checking'
  uploadId: string
  sent: number
}
export type SendOptions = {
  datasetId: string
  /** An upload of this very file that was begun before. */
  resume?: string | null
  signal: AbortSignal
  onProgress: (progress: SendProgress) => void
  api: Pick<typeof routes, 'createUpload' | 'getUpload' | 'sendPart' | 'completeUpload'>
  /** Waits before another try; the browser's version ends early when the network is back. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>
}

const waitsMs = [500, 1_000, 2_000, 5_000, 10_000]
const maxBrokenParts = 5

class Refused extends Error {
  constructor(readonly failure: Failure) {
    super(failure.reason)
  }
}

const passes = ({ code }: Failure) => code === 'unavailable' || code === 'rate_limited' || code === 'internal'

/**
 * Sends a file in parts and has the studio check the whole; goes on by itself after network failures, for as long as
 * it takes, from where the studio stands. Answers with the first failure that waiting can't mend.
 * @throws the signal's reason
 */
export async function sendFile(file: File, options: SendOptions): Promise<Result<SentFile>> {
  try {
    return { ok: true, value: await send(file, options) }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, error: error.failure }
    throw error
  }
}

async function send(file: File, options: SendOptions): Promise<SentFile> {
  const { datasetId, api, onProgress } = options
  const upload = await begin(file, options)
  const digest = createFileDigest()
  let digested = 0
  let broken = 0
  let sent = upload.received
  const read = async (from: number, to: number) =>
    new Uint8Array(await file.slice(from, Math.min(to, file.size)).arrayBuffer())
  const digestUpTo = async (end: number) => {
    while (digested < end) {
      const bytes = await read(digested, Math.min(end, digested + maxPartBytes))
      await digest.add(bytes)
      digested += bytes.length
      options.signal.throwIfAborted()
    }
  }

  while (sent < file.size) {
    onProgress({ phase: 'sending', uploadId: upload.id, sent })
    await digestUpTo(sent)
    const bytes = await read(sent, sent + maxPartBytes)
    if (digested === sent) {
      await digest.add(bytes)
      digested += bytes.length
    }
    const part = { offset: sent, bytes, sha256: hashBytes(bytes) }
    const result = await untilAnswered(options, upload.id, sent, () =>
      api.sendPart(datasetId, upload.id, part, options.signal),
    )
    if (result.ok) sent = result.value.received
    else if (result.error.reason === 'uploadOffset') sent = receivedIn(result.error)
    else if (result.error.reason !== 'partCut' || ++broken > maxBrokenParts) throw new Refused(result.error)
  }

  onProgress({ phase: 'checking', uploadId: upload.id, sent })
  await digestUpTo(file.size)
  const { sha256, lines } = digest.end()
  const request = { operationId: newOperationId(), sha256 }
  const done = await untilAnswered(options, upload.id, sent, () =>
    api.completeUpload(datasetId, upload.id, request),
  )
  if (!done.ok) throw new Refused(done.error)
  return { uploadId: upload.id, lines }
}

async function begin(file: File, options: SendOptions): Promise<Upload> {
  const { datasetId, resume, api } = options
  if (resume) {
    const found = await untilAnswered(options, resume, 0, () => api.getUpload(datasetId, resume))
    if (found.ok && found.value.size === file.size) return found.value
  }
  const request = { operationId: newOperationId(), fileName: file.name, size: file.size }
  const created = await untilAnswered(options, '', 0, () => api.createUpload(datasetId, request))
  if (!created.ok) throw new Refused(created.error)
  return created.value
}

/** Asks again, later and later, while the network or the studio is away. */
async function untilAnswered<T>(
  { signal, wait, onProgress }: SendOptions,
  uploadId: string,
  sent: number,
  ask: () => Promise<Result<T>>,
): Promise<Result<T>> {
  for (let attempt = 0; ; attempt++) {
    signal.throwIfAborted()
    const result = await ask()
    if (result.ok || !passes(result.error)) return result
    onProgress({ phase: 'waiting', uploadId, sent })
    await wait(waitsMs[Math.min(attempt, waitsMs.length - 1)]!, signal)
  }
}

function receivedIn({ details }: Failure): number {
  const received =
    typeof details === 'object' && details !== null && 'received' in details ? details.received : null
  return typeof received === 'number' ? received : 0
}
