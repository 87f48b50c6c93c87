// Runs in a worker thread, straight from this file: no bundler sees it. tsx reads the TypeScript.
import { register } from 'tsx/esm/api'
import { answerJobs } from '../threads/answer.mjs'

register()
const [{ createAnswer }, { allChecks }] = await Promise.all([import('./answer.ts'), import('./all.ts')])
answerJobs(createAnswer(allChecks))
