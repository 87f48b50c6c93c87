import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Failure, Result } from '@/lib/result/schema'
import { maxPartBytes, type Upload } from './schema'
import { type SendOptions, sendFile } from './send-file'

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const fail = (code: Failure['code'], reason: string, details?: unknown): Result<never> => ({
  ok: false,
  error: { code, reason, message: '', params: {}, id: '', details },
})
const offline = fail('unavailable', 'offline')

/** A studio in memory; `trouble` may answer instead, or cut the answer after the effect. */
function makeStudio(trouble: (call: string, n: number) => 'lost' | 'unheard' | Result<never> | undefined) {
  const state = { upload: null as Upload | null, bytes: Buffer.alloc(0), calls: 0, created: 0 }
  async function answer<T>(call: string, effect: () => Result<T>): Promise<Result<T>> {
    const t = trouble(call, state.calls++)
    if (t === 'lost') return offline
    if (typeof t === 'object') return t
    const result = effect()
    return t === 'unheard' ? offline : result
  }
  const ok = <T>(value: T): Result<T> => ({ ok: true, value })
  const api: SendOptions['api'] = {
    createUpload: (_, { fileName, size }) =>
      answer('create', () => {
        state.created += 1
        state.upload = { id: 'upload', fileName, size, received: 0, state: 'open' }
        state.bytes = Buffer.alloc(0)
        return ok(state.upload)
      }),
    getUpload: () => answer('get', () => (state.upload ? ok(state.upload) : fail('not_found', 'not_found'))),
    sendPart: (_, __, { offset, bytes, sha256 }) =>
      answer('part', () => {
        const upload = state.upload!
        if (offset !== upload.received) return fail('conflict', 'uploadOffset', { received: upload.received })
        expect([bytes.length <= maxPartBytes, hashOf(bytes)]).toEqual([true, sha256])
        state.bytes = Buffer.concat([state.bytes, bytes])
        state.upload = { ...upload, received: offset + bytes.length }
        return ok({ received: offset + bytes.length })
      }),
    completeUpload: (_, __, { sha256 }) =>
      answer('complete', () =>
        sha256 === hashOf(state.bytes) ? ok(state.upload!) : fail('invalid', 'uploadDiffers'),
      ),
  }
  return { state, api }
}

const content = Buffer.from(`{"messages":[]}\r\n\n \t\n${'{"a":"환불"}\n'.repeat(1_500_000)}last`)
const file = new File([content], 'support.jsonl')
const send = (studio: ReturnType<typeof makeStudio>, more: Partial<SendOptions> = {}) =>
  sendFile(file, {
    datasetId: 'd',
    signal: new AbortController().signal,
    onProgress: () => {},
    wait: async () => {},
    api: studio.api,
    ...more,
  })

describe('sendFile', () => {
  it('sends the file in parts and counts its lines', async () => {
    const studio = makeStudio(() => undefined)
    expect(await send(studio)).toEqual({ ok: true, value: { uploadId: 'upload', lines: 1_500_002 } })
    expect(studio.state.bytes.equals(content)).toBe(true)
    expect(studio.state.calls).toBe(1 + Math.ceil(content.length / maxPartBytes) + 1)
  })

  it('goes on after requests that were lost, and answers that were', async () => {
    const studio = makeStudio((_, n) => (n % 3 === 0 ? 'lost' : n % 3 === 1 ? 'unheard' : undefined))
    const phases = new Set<string>()
    const result = await send(studio, { onProgress: ({ phase }) => phases.add(phase) })
    expect(result.ok).toBe(true)
    expect(studio.state.bytes.equals(content)).toBe(true)
    expect(phases).toEqual(new Set(['sending', 'waiting', 'checking']))
  })

  it('resumes an upload of before, wherever it stands', async () => {
    const studio = makeStudio(() => undefined)
    studio.state.bytes = Buffer.from(content.subarray(0, 9_999_999))
    studio.state.upload = {
      id: 'old',
      fileName: file.name,
      size: file.size,
      received: 9_999_999,
      state: 'open',
    }
    expect(await send(studio, { resume: 'old' })).toMatchObject({
      value: { uploadId: 'old', lines: 1_500_002 },
    })
    expect([studio.state.created, studio.state.bytes.equals(content)]).toEqual([0, true])
    const other = makeStudio(() => undefined)
    expect(await send(other, { resume: 'gone' })).toMatchObject({ value: { uploadId: 'upload' } })
  })

  it('follows the studio back when it lost what it had', async () => {
    const studio = makeStudio((call, n) => {
      if (call === 'part' && n === 2) {
        studio.state.bytes = Buffer.alloc(0)
        studio.state.upload = { ...studio.state.upload!, received: 0 }
      }
      return undefined
    })
    expect((await send(studio)).ok).toBe(true)
    expect(studio.state.bytes.equals(content)).toBe(true)
  })

  it('says what waiting can’t mend', async () => {
    const full = makeStudio((call) => (call === 'part' ? fail('storage_full', 'storage_full') : undefined))
    expect(await send(full)).toMatchObject({ ok: false, error: { reason: 'storage_full' } })
    const cut = makeStudio((call) => (call === 'part' ? fail('invalid', 'partCut') : undefined))
    expect(await send(cut)).toMatchObject({ ok: false, error: { reason: 'partCut' } })
    expect(cut.state.calls).toBeLessThan(10)
  })

  it('stops when told to', async () => {
    const stop = new AbortController()
    const studio = makeStudio(() => 'lost')
    const wait = async () => stop.abort(new Error('stopped'))
    await expect(send(studio, { signal: stop.signal, wait })).rejects.toThrow('stopped')
  })
})
