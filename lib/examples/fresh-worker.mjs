// Runs in a worker thread. A build bundles it without tsx; elsewhere tsx reads the TypeScript as it stands.
import { register } from 'tsx/esm/api'
import { answerJobs } from '../threads/answer.mjs'

register()
const [{ freshOf }, { conversationOf }] = await Promise.all([
  import('./row.ts'),
  import('../conversations/kind.ts'),
])
answerJobs((job) => freshOf(job, conversationOf(job.text)))
