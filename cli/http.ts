import 'server-only'
import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { BalancePlan } from '@/lib/balance/schema'
import type { BulkItemRow, BulkPreview, BulkRunRow } from '@/lib/bulk/schema'
import type { FindingsSummary } from '@/lib/checks/schema'
import type { CostAnswer } from '@/lib/cost/schema'
import type { ComparisonRow } from '@/lib/duplicates/schema'
import type { ImportRow, RejectedLine } from '@/lib/imports/schema'
import type { PurgeRow } from '@/lib/purge/schema'
import type { ShareRow } from '@/lib/sharing/schema'
import type { SplitReport, SplitRunRow } from '@/lib/splits/schema'
import { isUnderWay } from '@/lib/splits/words'
import type { VersionRow } from '@/lib/versions/schema'
import { isMaking } from '@/lib/versions/state'
import type { WeakSpotRow } from '@/lib/weak-spots/schema'
import type { Door, FileToImport } from './door'
import { exportOverHttp } from './export-over-http'
import { followPurge } from './follow-purge'
import { openRoutes } from './routes'
import { eachPage, untilChecked, untilEnded } from './wait'

const partBytes = 8 * 1024 * 1024
const pollMs = 200

/** The routes of the server that holds this data folder, with the folder's own token. */
export function openHttp(url: string): Door {
  const routes = openRoutes(url)
  const { send, ask } = routes

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
    { path, format = 'auto', options = {}, onError, sourceKey }: FileToImport,
  ): Promise<ImportRow> {
    const uploadId = await upload(datasetId, path)
    const request = { uploadId, format, options, onError, ...(sourceKey ? { sourceKey } : {}) }
    const { id } = await ask<{ id: string }>('POST', `/datasets/${datasetId}/imports`, request)
    for (;;) {
      const row = await ask<ImportRow>('GET', `/datasets/${datasetId}/imports/${id}`)
      if (row.state !== 'running') return row
      await wait(pollMs)
    }
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
    previewBulk: async (id, request) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await send('POST', `/datasets/${id}/bulk/preview`, JSON.stringify(request), headers)
      return answer.json() as Promise<BulkPreview>
    },
    runBulk: async (id, request) => {
      const started = await ask<{ id: string }>('POST', `/datasets/${id}/bulk`, request)
      return untilEnded(() => ask<BulkRunRow>('GET', `/datasets/${id}/bulk/${started.id}`))
    },
    turnBulk: async (id, run, undone) => {
      const turned = await ask<{ id: string }>('POST', `/datasets/${id}/bulk/${run}/turn`, { undone })
      return untilEnded(() => ask<BulkRunRow>('GET', `/datasets/${id}/bulk/${turned.id}`))
    },
    listBulkItems: (id, run, outcome) =>
      eachPage(async (after) => {
        const at = `/datasets/${id}/bulk/${run}/items?outcome=${outcome}&after=${after}`
        const { items, next } = await ask<{ items: BulkItemRow[]; next: number | null }>('GET', at)
        return { rows: items, next }
      }),
    makePairs: (id, what) => ask('POST', `/datasets/${id}/pairs`, what),
    listWeakSpots: async (id) =>
      (await ask<{ spots: WeakSpotRow[] }>('GET', `/datasets/${id}/weak-spots`)).spots,
    addWeakSpot: (id, what) => ask('POST', `/datasets/${id}/weak-spots`, what),
    addPrompts: (id, spotId, what) => ask('POST', `/datasets/${id}/weak-spots/${spotId}/prompts`, what),
    compare: async (id, threshold) => {
      const at = `/datasets/${id}/duplicates/comparisons`
      const started = await ask<{ id: string }>('POST', at, threshold === undefined ? {} : { threshold })
      return untilEnded(
        () => ask<ComparisonRow>('GET', `${at}/${started.id}`),
        ({ state }) => state === 'running',
      )
    },
    getDuplicates: (id, after) => ask('GET', `/datasets/${id}/duplicates?after=${after}`),
    check: async (id, again) => {
      await ask('POST', `/datasets/${id}/checks/runs`, again ? {} : { dueOnly: true })
      return untilChecked(() => ask<FindingsSummary>('GET', `/datasets/${id}/findings/summary`))
    },
    getFindings: (id, query) => {
      const given = Object.entries(query).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, String(value)]],
      )
      return ask('GET', `/datasets/${id}/findings?${new URLSearchParams(given)}`)
    },
    getSplitReport: async (id) => {
      const headers = { 'content-type': 'application/json' }
      return (
        await send('POST', `/datasets/${id}/split/report`, '{}', headers)
      ).json() as Promise<SplitReport>
    },
    adoptSplit: async (id, what) => {
      const started = await ask<{ id: string }>('POST', `/datasets/${id}/split/adopt`, what)
      return untilEnded(() => ask<SplitRunRow>('GET', `/datasets/${id}/split/runs/${started.id}`), isUnderWay)
    },
    listRejections: (id, importId) =>
      eachPage(async (after) => {
        const at = `/datasets/${id}/imports/${importId}/rejections?after=${after}`
        const { rejections, next } = await ask<{ rejections: RejectedLine[]; next: number | null }>('GET', at)
        return { rows: rejections, next }
      }),
    getCoverage: (id, q) => ask('GET', `/datasets/${id}/coverage?${new URLSearchParams({ q })}`),
    planBalance: async (id, recipe) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await send('POST', `/datasets/${id}/balance`, JSON.stringify({ recipe }), headers)
      return answer.json() as Promise<BalancePlan>
    },
    getCost: async (id, asked) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await send('POST', `/datasets/${id}/cost`, JSON.stringify(asked), headers)
      return answer.json() as Promise<CostAnswer>
    },
    exportTo: (id, recipe, outDir) => exportOverHttp(routes, id, recipe, outDir),
    backUp: async (file) => void (await ask('POST', '/studio/backup', { file })),
    purge: (dataset, what, watch) => {
      const at = `/datasets/${dataset}/purge`
      return followPurge(
        {
          start: () => ask<{ id: string }>('POST', at, what),
          get: (id) => ask<PurgeRow>('GET', `${at}/${id}`),
          cancel: (id) => ask('POST', `${at}/${id}/cancel`, {}),
        },
        watch,
      )
    },
    listPurges: async (id) => (await ask<{ purges: PurgeRow[] }>('GET', `/datasets/${id}/purge`)).purges,
    listShares: async (id) => (await ask<{ shares: ShareRow[] }>('GET', `/datasets/${id}/shares`)).shares,
    createShare: (id, what) => ask('POST', `/datasets/${id}/shares`, what),
    revokeShare: async (id, share) => void (await ask('DELETE', `/datasets/${id}/shares/${share}`, {})),
    listVersions: async (id) =>
      (await ask<{ versions: VersionRow[] }>('GET', `/datasets/${id}/versions`)).versions,
    createVersion: async (id, what) => {
      const at = `/datasets/${id}/versions`
      const made = await ask<{ id: string }>('POST', at, what)
      return untilEnded(() => ask<VersionRow>('GET', `${at}/${made.id}`), isMaking)
    },
    renderVersion: async (id, version, what) => {
      const at = `/datasets/${id}/versions/${version}`
      await ask('POST', `${at}/formats`, what)
      return untilEnded(() => ask<VersionRow>('GET', at), isMaking)
    },
    makeVersionCurrent: async (id, version) =>
      void (await ask('POST', `/datasets/${id}/versions/${version}/current`, {})),
    diffVersions: (id, from, to) => ask('GET', `/datasets/${id}/versions/diff?from=${from}&to=${to}`),
    openVersionFile: async (id, version, format, file) => {
      const { body } = await send('GET', `/datasets/${id}/versions/${version}/files/${format}/${file}`)
      return (body ?? []) as AsyncIterable<Uint8Array>
    },
    listPeople: async () =>
      (await ask<{ people: Awaited<ReturnType<Door['listPeople']>> }>('GET', '/people')).people,
    addPerson: (email, studioRole) => ask('POST', '/invitations', { email, studioRole }),
    setPersonDisabled: async (userId, disabled) =>
      void (await ask('POST', `/people/${userId}/state`, { disabled })),
    resetLink: (userId) => ask('POST', `/people/${userId}/reset-link`, {}),
    close: async () => {},
  }
}
