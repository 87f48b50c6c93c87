import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { GET, PUT } from '@/app/api/v1/datasets/[dataset]/uploads/[upload]/route'
import type { Actor } from '@/lib/auth/schema'
import { installSecret } from '@/lib/auth/secret'
import { db } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { dataFolder } from '@/lib/db/paths'
import { sweepUploads } from '@/lib/jobs/sweep-uploads'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { completeUpload } from './commands/complete-upload'
import { createUpload } from './commands/create-upload'
import { removeUpload } from './commands/remove-upload'
import { storePart } from './commands/store-part'
import { getUpload } from './queries'
import { uploadPath } from './read'
import { maxPartBytes, maxUploadBytes, newUpload } from './schema'

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
let serial = 0
const operationId = () => `operation-${++serial}`
const streamOf = (...chunks: Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
const part = (bytes: Uint8Array, offset = 0) => ({ offset, sha256: hashOf(bytes), body: streamOf(bytes) })

function noise(size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size)
  let state = size + 1
  for (let i = 0; i < size; i++) {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
    bytes[i] = state >>> 16
  }
  return bytes
}

async function begin(actor: Actor, size: number) {
  const datasetId = await makeDataset()
  const { id } = await createUpload(actor, datasetId, {
    operationId: operationId(),
    fileName: 'a.jsonl',
    size,
  })
  return { datasetId, uploadId: id }
}

describe('parts', () => {
  useStudio()

  it('D18: what is stored is what was sent, for 1 B to 60 MB, cut midway', async () => {
    const authorization = `Bearer ${installSecret('local-token')}`
    for (const size of [1, 2, 999, maxPartBytes - 1, maxPartBytes, maxPartBytes + 1, 60_000_000]) {
      const bytes = noise(size)
      const at = await begin(local, size)
      const params = Promise.resolve({ dataset: at.datasetId, upload: at.uploadId })
      const url = `http://127.0.0.1:3000/api/v1/datasets/${at.datasetId}/uploads/${at.uploadId}`
      const put = (offset: number, body: ReadableStream<Uint8Array>, sha256: string) =>
        PUT(
          new Request(`${url}?offset=${offset}`, {
            method: 'PUT',
            headers: { authorization, 'x-part-sha256': sha256 },
            body,
            duplex: 'half',
          } as RequestInit),
          { params },
        )
      const received = async () =>
        (await (await GET(new Request(url, { headers: { authorization } }), { params })).json()).received
      for (let offset = 0; offset < size; offset = await received()) {
        const chunk = bytes.subarray(offset, offset + maxPartBytes)
        const half = chunk.subarray(0, chunk.length >> 1)
        let begun = false
        const broken = new ReadableStream<Uint8Array>({
          pull(controller) {
            if (begun) controller.error(new Error('aborted'))
            else controller.enqueue(half)
            begun = true
          },
        })
        expect((await put(offset, broken, hashOf(chunk))).status).toBe(400)
        expect((await put(offset, streamOf(half), hashOf(chunk))).status).toBe(400)
        expect(await received()).toBe(offset)
        expect((await put(offset, streamOf(half, chunk.subarray(half.length)), hashOf(chunk))).status).toBe(
          200,
        )
        expect(await received()).toBe(offset + chunk.length)
      }
      const done = await completeUpload(local, at, { operationId: operationId(), sha256: hashOf(bytes) })
      expect(done).toMatchObject({ state: 'complete', received: size })
      expect(readFileSync(uploadPath(at.uploadId)).equals(bytes)).toBe(true)
    }
  })

  it('refuses a wrong place with the bytes received, and a second sender of one part', async () => {
    const bytes = noise(3_000)
    const at = await begin(local, 3_000)
    const first = bytes.subarray(0, 1_000)
    const both = await Promise.allSettled([
      storePart(local, at, part(first)),
      storePart(local, at, part(noise(1_001))),
    ])
    expect(both.map((one) => one.status)).toEqual(['fulfilled', 'rejected'])
    for (const offset of [0, 500, 1_001, 2_000])
      await expect(storePart(local, at, part(first, offset))).rejects.toMatchObject({
        code: 'conflict',
        details: { received: 1_000 },
      })
    expect(readFileSync(uploadPath(at.uploadId)).equals(first)).toBe(true)
  })

  it('refuses more than 8 MiB, more than the file has left, nothing, and no hash', async () => {
    const at = await begin(local, 20_000_000)
    const large = noise(maxPartBytes + 1)
    await expect(storePart(local, at, part(large))).rejects.toMatchObject({ code: 'too_large' })
    await expect(storePart(local, at, part(new Uint8Array(0)))).rejects.toMatchObject({ reason: 'partCut' })
    await expect(storePart(local, at, { ...part(noise(9)), sha256: null })).rejects.toMatchObject({
      reason: 'partHashMissing',
    })
    const small = await begin(local, 5)
    await expect(storePart(local, small, part(noise(6)))).rejects.toMatchObject({ code: 'too_large' })
    expect(existsSync(uploadPath(at.uploadId))).toBe(false)
    expect((await getUpload(local, small)).received).toBe(0)
  })

  it('is only its owner’s, in its dataset', async () => {
    const at = await begin(local, 5)
    const lead = await makeUser('lead', at.datasetId)
    const stranger = await makeUser()
    const viewer = await makeUser('viewer', at.datasetId)
    const elsewhere = { ...at, datasetId: await makeDataset() }
    const tries = [
      [lead, at, 'not_found'],
      [stranger, at, 'not_found'],
      [local, elsewhere, 'not_found'],
      [viewer, at, 'forbidden'],
    ] as const
    for (const [actor, address, code] of tries) {
      const completion = { operationId: operationId(), sha256: hashOf(noise(5)) }
      await expect(storePart(actor, address, part(noise(5)))).rejects.toMatchObject({ code })
      await expect(completeUpload(actor, address, completion)).rejects.toMatchObject({ code })
      await expect(removeUpload(actor, address)).rejects.toMatchObject({ code })
      await expect(getUpload(actor, address)).rejects.toMatchObject({ code })
    }
    const request = { operationId: operationId(), fileName: 'a', size: 1 }
    await expect(createUpload(stranger, at.datasetId, request)).rejects.toMatchObject({ code: 'not_found' })
    await expect(createUpload(viewer, at.datasetId, request)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await db().upload.count()).toBe(1)
  })
})

describe('the end of an upload', () => {
  useStudio()

  it('counts only whole, and only with the right hash; the same operation twice has one effect', async () => {
    const bytes = noise(10)
    const at = await begin(local, 10)
    const completion = { operationId: operationId(), sha256: hashOf(bytes) }
    await storePart(local, at, part(bytes.subarray(0, 4)))
    await expect(completeUpload(local, at, completion)).rejects.toMatchObject({
      reason: 'uploadIncomplete',
      details: { received: 4 },
    })
    await storePart(local, at, part(noise(6), 4))
    await expect(completeUpload(local, at, completion)).rejects.toMatchObject({ reason: 'uploadDiffers' })
    expect(await getUpload(local, at)).toMatchObject({ received: 0, state: 'open' })
    await storePart(local, at, part(bytes))
    const first = await completeUpload(local, at, completion)
    expect(await completeUpload(local, at, completion)).toEqual(first)
    expect(await db().auditEvent.count({ where: { action: 'upload.complete' } })).toBe(1)
    await expect(storePart(local, at, part(bytes))).rejects.toMatchObject({ code: 'conflict' })
  })

  it('starts over when the disk lost the file', async () => {
    const at = await begin(local, 10)
    await storePart(local, at, part(noise(10)))
    await sweepUploads()
    writeFileSync(uploadPath(at.uploadId), '')
    const completion = { operationId: operationId(), sha256: hashOf(noise(10)) }
    await expect(completeUpload(local, at, completion)).rejects.toMatchObject({ reason: 'uploadDiffers' })
  })

  it('creates once per operation id, and removes row and file', async () => {
    const datasetId = await makeDataset()
    const request = { operationId: operationId(), fileName: 'a.jsonl', size: 3 }
    const first = await createUpload(local, datasetId, request)
    expect(await createUpload(local, datasetId, request)).toEqual(first)
    expect(await db().upload.count()).toBe(1)
    const at = { datasetId, uploadId: first.id }
    await storePart(local, at, part(noise(3)))
    await removeUpload(local, at)
    expect([await db().upload.count(), readdirSync(dataFolder('uploads'))]).toEqual([0, []])
  })

  it('is swept after a week, with files that belong to none', async () => {
    const at = await begin(local, 3)
    await storePart(local, at, part(noise(3)))
    writeFileSync(uploadPath('nobodys'), 'x')
    await sweepUploads()
    // on PostgreSQL another process may be importing a file whose row is gone: a young one stays
    const kept = engine === 'sqlite' ? [at.uploadId] : [at.uploadId, 'nobodys']
    expect(readdirSync(dataFolder('uploads')).sort()).toEqual(kept.sort())
    await sweepUploads(new Date(Date.now() + 8 * 86_400_000))
    expect([await db().upload.count(), readdirSync(dataFolder('uploads'))]).toEqual([0, []])
  })

  it('takes names and sizes that can be, and no others', () => {
    const request = { operationId: 'operation', fileName: '고객지원 2026.jsonl', size: maxUploadBytes }
    expect(newUpload.safeParse(request).success).toBe(true)
    for (const bad of [
      { size: 0 },
      { size: maxUploadBytes + 1 },
      { size: 1.5 },
      { fileName: 'a\0' },
      { fileName: '' },
    ])
      expect(newUpload.safeParse({ ...request, ...bad }).success).toBe(false)
  })

  it('keeps files private to their user', async () => {
    const at = await begin(local, 3)
    await storePart(local, at, part(noise(3)))
    expect(statSync(uploadPath(at.uploadId)).mode & 0o077).toBe(0)
  })
})
