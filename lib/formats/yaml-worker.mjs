// Runs in a worker thread. A build bundles it without tsx; elsewhere tsx reads the TypeScript as it stands.
import { register } from 'tsx/esm/api'
import { answerJobs } from '../threads/answer.mjs'

register()
const { readYaml } = await import('./yaml.ts')
// a text may have an error at each of its characters
Error.stackTraceLimit = 0

const batchRecords = 500

// as texts: whoever gets them makes values of one batch at a time
answerJobs((text) => {
  const records = readYaml(text)
  const batches = []
  for (let at = 0; at < records.length; at += batchRecords)
    batches.push(JSON.stringify(records.slice(at, at + batchRecords)))
  return batches
})
