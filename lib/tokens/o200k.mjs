import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BytePairEncodingCore } from 'gpt-tokenizer/BytePairEncodingCore'
import { O200KBase } from 'gpt-tokenizer/encodingParams/o200k_base'
import { openStrings } from '../threads/string-table.mjs'

const read = (name) => readFileSync(join(process.cwd(), 'generated/tables', name))
const mergesKept = 20_000

/**
 * Counts tokens as gpt-tokenizer does, whose own map of 200,000 strings takes 60 MB: the strings stand in a table
 * (scripts/make-tables.mjs), and text such as <|endoftext|> is text like any other.
 */
export function openO200k() {
  const parts = []
  for (const [rank, bytes] of JSON.parse(read('o200k-parts.json').toString())) parts[rank] = bytes
  const core = new BytePairEncodingCore({ ...O200KBase(parts), mergeCacheSize: mergesKept })
  const rankOf = openStrings(read('o200k.bin'))
  core.bytePairStringRankEncoder = {
    get: (text) => {
      const rank = rankOf(text)
      return rank < 0 ? undefined : rank
    },
  }
  return (text) => core.countNative(text)
}
