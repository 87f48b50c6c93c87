// As worker.mjs, for the older encoding: only a sample is ever counted with it, and its thread ends soon after.
import { countTokens } from 'gpt-tokenizer/encoding/cl100k_base'
import { answerJobs } from '../threads/answer.mjs'

const options = { disallowedSpecial: new Set() }

answerJobs((texts) => texts.map((text) => countTokens(text, options)))
