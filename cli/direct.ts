import 'server-only'
import { makePairs } from '@/lib/alternatives/commands'
import type { Actor } from '@/lib/auth/schema'
import { backUpStudio } from '@/lib/backup/commands'
import { planBalance } from '@/lib/balance/queries'
import { startBulk } from '@/lib/bulk/commands/start-bulk'
import { turnBulk } from '@/lib/bulk/commands/turn-bulk'
import { previewBulk } from '@/lib/bulk/queries/preview'
import { getBulkRun, listBulkItems } from '@/lib/bulk/queries/runs'
import { checkEverything } from '@/lib/checks/commands/check-everything'
import { getFindings } from '@/lib/checks/queries/findings'
import { getFindingsSummary } from '@/lib/checks/queries/summary'
import { getCost } from '@/lib/cost/queries'
import { getCoverage } from '@/lib/coverage/queries'
import { createDataset } from '@/lib/datasets/commands'
import { listDatasets } from '@/lib/datasets/queries'
import { closeDb } from '@/lib/db/client'
import { releaseLock } from '@/lib/db/lock'
import { migrate } from '@/lib/db/migrate'
import { openDatabase } from '@/lib/db/open'
import { createDemo } from '@/lib/demo/commands'
import { startComparison } from '@/lib/duplicates/commands/start-comparison'
import { getComparison, getDuplicates } from '@/lib/duplicates/queries'
import { saveExample } from '@/lib/examples/commands/save-example'
import { getExample } from '@/lib/examples/queries/example'
import { listExamples } from '@/lib/examples/queries/list'
import { exportToFolder } from '@/lib/exports/commands/export-to-folder'
import { balanceRequest, costRequest, recipe } from '@/lib/exports/schema'
import { runImportFile } from '@/lib/imports/commands/run-import-file'
import { listRejections } from '@/lib/imports/queries/imports'
import { recoverBulk } from '@/lib/jobs/bulk/recover'
import { endLostComparisons } from '@/lib/jobs/duplicates/recover'
import { recoverImports } from '@/lib/jobs/import/recover'
import { endLostPurges } from '@/lib/jobs/purge/recover'
import { recoverSplits } from '@/lib/jobs/split/recover'
import { endLostVersions } from '@/lib/jobs/versions/recover'
import { closeHub } from '@/lib/live/hub'
import { createResetLink } from '@/lib/people/commands/create-reset-link'
import { invitePerson } from '@/lib/people/commands/invite'
import { listPeople } from '@/lib/people/queries'
import { cancelPurge } from '@/lib/purge/commands/cancel-purge'
import { startPurge } from '@/lib/purge/commands/start-purge'
import { getPurge, listPurges } from '@/lib/purge/queries'
import { newOperationId } from '@/lib/result/call'
import { createShare } from '@/lib/sharing/commands/create-share'
import { revokeShare } from '@/lib/sharing/commands/revoke-share'
import { listShares } from '@/lib/sharing/queries'
import type { NewShare } from '@/lib/sharing/schema'
import { adoptSplit } from '@/lib/splits/commands/adopt-split'
import { getSplitReport, getSplitRun } from '@/lib/splits/queries'
import { isUnderWay } from '@/lib/splits/words'
import { listTagGroups } from '@/lib/tags/queries'
import { createVersion } from '@/lib/versions/commands/create-version'
import { makeVersionCurrent } from '@/lib/versions/commands/make-current'
import { renderFormat } from '@/lib/versions/commands/render-format'
import { diffVersions, getVersion, listVersions, openVersionFile } from '@/lib/versions/queries'
import { isMaking } from '@/lib/versions/state'
import { addPrompts, addWeakSpot } from '@/lib/weak-spots/commands'
import { listWeakSpots } from '@/lib/weak-spots/queries'
import type { Door } from './door'
import { followPurge } from './follow-purge'
import { eachPage, untilChecked, untilEnded } from './wait'

export const local: Actor = { kind: 'local', id: 'local', name: 'local', studioRole: 'owner' }
const once = () => ({ operationId: newOperationId() })

/** Commands and queries in this process, which holds the lock. */
export async function openDirect(): Promise<Door> {
  await migrate()
  await openDatabase()
  await endLostPurges()
  await endLostComparisons()
  await endLostVersions()
  const recovered = await recoverImports()
  await recovered.done
  await (await recoverBulk()).done
  await (await recoverSplits()).done
  return {
    listDatasets: () => listDatasets(local),
    createDataset: (name) => createDataset(local, { ...once(), name }),
    createDemo: () => createDemo(local, once()),
    listTagGroups: (datasetId) => listTagGroups(local, datasetId),
    listExamples: (datasetId, view) => listExamples(local, datasetId, { ...view, sort: 'number' }),
    getExample: (datasetId, number) => getExample(local, datasetId, number),
    saveExample: (datasetId, number, request) => saveExample(local, { datasetId, number }, request),
    previewBulk: (datasetId, request) => previewBulk(local, datasetId, request),
    runBulk: async (datasetId, request) => {
      const { id: runId } = await startBulk(local, datasetId, { ...once(), ...request })
      return untilEnded(() => getBulkRun(local, { datasetId, runId }))
    },
    turnBulk: async (datasetId, run, undone) => {
      const { id: runId } = await turnBulk(local, { datasetId, runId: run }, { ...once(), undone })
      return untilEnded(() => getBulkRun(local, { datasetId, runId }))
    },
    listBulkItems: (datasetId, runId, outcome) =>
      eachPage(async (after) => {
        const { items, next } = await listBulkItems(local, { datasetId, runId }, { outcome, after })
        return { rows: items, next }
      }),
    makePairs: (datasetId, what) => makePairs(local, datasetId, { ...once(), ...what }),
    listWeakSpots: (datasetId) => listWeakSpots(local, datasetId),
    addWeakSpot: (datasetId, what) => addWeakSpot(local, datasetId, { ...once(), ...what }),
    addPrompts: (datasetId, spotId, what) => addPrompts(local, { datasetId, spotId }, { ...once(), ...what }),
    compare: async (datasetId, threshold) => {
      const { id: runId } = await startComparison(local, datasetId, { ...once(), threshold })
      return untilEnded(
        () => getComparison(local, { datasetId, runId }),
        ({ state }) => state === 'running',
      )
    },
    getDuplicates: (datasetId, after) => getDuplicates(local, datasetId, { after }),
    check: async (datasetId, again) => {
      await checkEverything(local, datasetId, { ...once(), dueOnly: !again })
      return untilChecked(() => getFindingsSummary(local, datasetId))
    },
    getFindings: (datasetId, query) => getFindings(local, datasetId, query),
    getSplitReport: (datasetId) => getSplitReport(local, datasetId),
    adoptSplit: async (datasetId, what) => {
      const { id: runId } = await adoptSplit(local, datasetId, { ...once(), ...what })
      return untilEnded(() => getSplitRun(local, { datasetId, runId }), isUnderWay)
    },
    importFile: (datasetId, file) => runImportFile(local, { datasetId, ...file }),
    listRejections: (datasetId, importId) =>
      eachPage(async (after) => {
        const { rejections, next } = await listRejections(local, { datasetId, importId }, after)
        return { rows: rejections, next }
      }),
    getCoverage: (datasetId, q) => getCoverage(local, datasetId, { q }),
    planBalance: (datasetId, input) => planBalance(local, datasetId, balanceRequest.parse({ recipe: input })),
    getCost: (datasetId, asked) => getCost(local, datasetId, costRequest.parse(asked)),
    exportTo: (datasetId, input, outDir) =>
      exportToFolder(local, { datasetId, recipe: recipe.parse(input), outDir }),
    backUp: async (file) => void (await backUpStudio(local, { ...once(), file })),
    purge: (datasetId, what, watch) =>
      followPurge(
        {
          start: () => startPurge(local, datasetId, { ...once(), ...what }),
          get: (purgeId) => getPurge(local, { datasetId, purgeId }),
          cancel: (purgeId) => cancelPurge(local, { datasetId, purgeId }, newOperationId()),
        },
        watch,
      ),
    listPurges: (datasetId) => listPurges(local, datasetId),
    listShares: async (datasetId) => (await listShares(local, datasetId)).shares,
    createShare: (datasetId, what) => createShare(local, datasetId, { ...once(), ...what } as NewShare),
    revokeShare: async (datasetId, shareId) =>
      void (await revokeShare(local, { datasetId, shareId }, once())),
    listVersions: (datasetId) => listVersions(local, datasetId),
    createVersion: async (datasetId, { recipe: input, ...what }) => {
      const request = { ...once(), ...what, recipe: recipe.parse(input) }
      const { id: versionId } = await createVersion(local, datasetId, request)
      return untilEnded(() => getVersion(local, { datasetId, versionId }), isMaking)
    },
    renderVersion: async (datasetId, versionId, what) => {
      await renderFormat(local, { datasetId, versionId }, { ...once(), ...what })
      return untilEnded(() => getVersion(local, { datasetId, versionId }), isMaking)
    },
    makeVersionCurrent: async (datasetId, versionId) =>
      void (await makeVersionCurrent(local, { datasetId, versionId }, once())),
    diffVersions: (datasetId, from, to) => diffVersions(local, datasetId, { from, to }),
    openVersionFile: async (datasetId, versionId, format, file) =>
      (await openVersionFile(local, { datasetId, versionId }, format, file)).chunks,
    listPeople: () => listPeople(local).then((found) => found.people),
    addPerson: (email, studioRole) => invitePerson(local, { ...once(), email, studioRole }),
    setPersonDisabled: async (userId, disabled) => {
      // with it comes better-auth, half of all there is to load
      const { setPersonState } = await import('@/lib/people/commands/set-person-state')
      await setPersonState(local, userId, { ...once(), disabled })
    },
    resetLink: (userId) => createResetLink(local, userId, once()),
    close: async () => {
      await closeHub()
      await closeDb()
      releaseLock()
    },
  }
}
