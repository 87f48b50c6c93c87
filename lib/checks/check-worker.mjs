// Runs in a worker thread, straight from this file: no bundler sees it. tsx reads the TypeScript.
import { register } from 'tsx/esm/api'
import { answerJobs } from '../threads/answer.mjs'

register()
const [{ createAnswer }, { allChecks }] = await Promise.all([import('./answer.ts'), import('./all.ts')])
// a server that is busy with saves has its findings a little later
answerJobs(createAnswer(allChecks), { priority: 5 })
