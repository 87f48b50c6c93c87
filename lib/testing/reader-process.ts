import type { Actor } from '@/lib/auth/schema'
import { recoverReadings } from '@/lib/jobs/reader/recover'
import { newOperationId } from '@/lib/result/operation-id'
import { startReading } from '@/lib/second-reader/commands/start-reading'

// Another process of the same studio: starts a reading of a dataset and lives on, or takes over once what is lost.
const local: Actor = { kind: 'local', id: 'local', name: 'local', studioRole: 'owner' }
const [act, datasetId = '', mostMoney] = process.argv.slice(2)
if (act === 'start') {
  const { id } = await startReading(local, datasetId, {
    operationId: newOperationId(),
    looks: ['logic'],
    selection: { q: '' },
    mostExamples: 1_000,
    mostMoney: Number(mostMoney),
  })
  process.stdout.write(`started ${id}\n`)
} else {
  await (await recoverReadings()).done
  process.stdout.write('looked\n', () => process.exit(0))
}
