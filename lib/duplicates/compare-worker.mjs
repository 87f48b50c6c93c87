// Runs in a worker thread. A build bundles it without tsx; elsewhere tsx reads the TypeScript as it stands.
import { register } from 'tsx/esm/api'
import { answerJobs } from '../threads/answer.mjs'

register()
const { answerCompareJob } = await import('./answer.ts')
answerJobs(answerCompareJob)
