// Runs in a worker thread, straight from this file: no bundler sees it.
import { answerJobs } from '../threads/answer.mjs'
import { openO200k } from './o200k.mjs'

const count = openO200k()

answerJobs((texts) => texts.map(count))
