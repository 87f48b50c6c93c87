// Runs in a worker thread, straight from this file: no bundler sees it.
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { answerJobs } from '../threads/answer.mjs'

// text such as <|endoftext|> is text like any other
const options = { disallowedSpecial: new Set() }

answerJobs((texts) => texts.map((text) => countTokens(text, options)))
