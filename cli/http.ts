import 'server-only'
import { createHash } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { installSecret } from '@/lib/auth/secret'
import type { Manifest } from '@/lib/exports/manifest'
import type { ExportRow } from '@/lib/exports/schema'
import type { ImportRow, RejectedLine } from '@/lib/imports/schema'
import { AppError } from '@/lib/result/app-error'
import { newOperationId } from '@/lib/result/call'
import { failure } from '@/lib/result/schema'
import type { Door, FileToImport } from './door'

const partBytes = 8 * 1024 * 1024
const pollMs = 200

/** The routes of the server that holds this data folder, with the folder's own token. */
export function openHttp(url: string): Door {
  const token = installSecret('local-token')

  async function send(
    method: string,
    path: string,
    body?: BodyInit,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(body === undefined ? {} : { body }),
    })
    if (response.ok) return response
    const parsed = failure.safeParse(await response.json().catch(() => null))
    if (!parsed.success)
      throw new AppError('unavailable', 'noAnswer', { params: { status: response.status } })
    const { code, reason, params, details } = parsed.data.error
    throw new AppError(code, reason, { params, details })
  }
  async function ask<T>(method: string, path: string, body?: object): Promise<T> {
    const json = body === undefined ? undefined : JSON.stringify({ operationId: newOperationId(), ...body })
    const response = await send(
      method,
      path,
      json,
      json === undefined ? {} : { 'content-type': 'application/json' },
    )
    return (await response.json()) as T
  }

  async function upload(datasetId: string, path: string): Promise<string> {
    const { size } = await stat(path)
    const at = `/datasets/${datasetId}/uploads`
    const { id } = await ask<{ id: string }>('POST', at, { fileName: basename(path), size })
    const whole = createHash('sha256')
    const file = await open(path)
    try {
      for (let offset = 0; offset < size; offset += partBytes) {
        const bytes = new Uint8Array(Math.min(partBytes, size - offset))
        await file.read(bytes, 0, bytes.length, offset)
        whole.update(bytes)
        const sha256 = createHash('sha256').update(bytes).digest('hex')
        await send('PUT', `${at}/${id}?offset=${offset}`, bytes, {
          'content-type': 'application/octet-stream',
          'x-part-sha256': sha256,
        })
      }
    } finally {
      await file.close()
    }
    await ask('POST', `${at}/${id}/complete`, { sha256: whole.digest('hex') })
    return id
  }

  async function importFile(
    datasetId: string,
    { path, onError, sourceKey }: FileToImport,
  ): Promise<ImportRow> {
    const uploadId = await upload(datasetId, path)
    const request = { uploadId, format: 'auto', onError, ...(sourceKey ? { sourceKey } : {}) }
    const { id } = await ask<{ id: string }>('POST', `/datasets/${datasetId}/imports`, request)
    for (;;) {
      const row = await ask<ImportRow>('GET', `/datasets/${datasetId}/imports/${id}`)
      if (row.state !== 'running') return row
      await wait(pollMs)
    }
  }

  async function exportTo(datasetId: string, recipe: object, outDir: string): Promise<Manifest> {
    const { id } = await ask<{ id: string }>('POST', `/datasets/${datasetId}/exports`, { recipe })
    let row: ExportRow
    do {
      await wait(pollMs)
      row = await ask<ExportRow>('GET', `/datasets/${datasetId}/exports/${id}`)
    } while (row.state === 'running')
    if (row.state !== 'done')
      throw new AppError('conflict', 'exportBlocked', { params: { count: 0 }, details: row })
    await mkdir(outDir, { recursive: true })
    const former = await readdir(outDir)
    if (former.length > 0 && !former.includes('manifest.json'))
      throw new AppError('conflict', 'folderNotEmpty', { params: { folder: outDir } })
    let manifest = ''
    for (const { name, sha256 } of row.files) {
      const response = await send('GET', `/datasets/${datasetId}/exports/${id}/files/${name}`)
      const bytes = new Uint8Array(await response.arrayBuffer())
      if (createHash('sha256').update(bytes).digest('hex') !== sha256)
        throw new AppError('unavailable', 'downloadCut', { params: { file: name } })
      await writeFile(join(outDir, `${name}.part`), bytes)
      if (name === 'manifest.json') manifest = new TextDecoder().decode(bytes)
    }
    for (const name of former) if (/^(train|test)\.(lines\.)?jsonl$/.test(name)) await rm(join(outDir, name))
    for (const { name } of row.files) await rename(join(outDir, `${name}.part`), join(outDir, name))
    return JSON.parse(manifest) as Manifest
  }

  return {
    listDatasets: async () =>
      (await ask<{ datasets: Awaited<ReturnType<Door['listDatasets']>> }>('GET', '/datasets')).datasets,
    createDataset: (name) => ask('POST', '/datasets', { name }),
    createDemo: () => ask('POST', '/demo', {}),
    listTagGroups: async (id) =>
      (await ask<{ groups: Awaited<ReturnType<Door['listTagGroups']>> }>('GET', `/datasets/${id}/tags`))
        .groups,
    listExamples: (id, { q, cursor, limit }) => {
      const search = new URLSearchParams({
        q,
        sort: 'number',
        limit: String(limit),
        ...(cursor ? { cursor } : {}),
      })
      return ask('GET', `/datasets/${id}/examples?${search}`)
    },
    getExample: (id, number) => ask('GET', `/datasets/${id}/examples/${number}`),
    saveExample: (id, number, request) => ask('POST', `/datasets/${id}/examples/${number}/edits`, request),
    importFile,
    listRejections: async (id, importId) => {
      const all: RejectedLine[] = []
      for (let after: number | null = 0; after !== null; ) {
        const page: { rejections: RejectedLine[]; next: number | null } = await ask(
          'GET',
          `/datasets/${id}/imports/${importId}/rejections${after === 0 ? '' : `?after=${after}`}`,
        )
        all.push(...page.rejections)
        after = page.next
      }
      return all
    },
    exportTo,
    backUp: async (file) => void (await ask('POST', '/studio/backup', { file })),
    listPeople: async () =>
      (await ask<{ people: Awaited<ReturnType<Door['listPeople']>> }>('GET', '/people')).people,
    addPerson: (email, studioRole) => ask('POST', '/invitations', { email, studioRole }),
    setPersonDisabled: async (userId, disabled) =>
      void (await ask('POST', `/people/${userId}/state`, { disabled })),
    resetLink: (userId) => ask('POST', `/people/${userId}/reset-link`, {}),
    close: async () => {},
  }
}
