// Runs in a worker thread. A build bundles it without tsx; elsewhere tsx reads the TypeScript as it stands.
import { register } from 'tsx/esm/api'
import { answerJobs } from '../threads/answer.mjs'

register()
const [{ createAnswer }, { allChecks }] = await Promise.all([import('./answer.ts'), import('./all.ts')])
// a server that is busy with saves has its findings a little later
answerJobs(createAnswer(allChecks), { priority: 5 })
