import { resolve } from 'node:path'
import { say } from '../say'
import type { Verb } from '../verb'

/** A path in a file: URL belongs to the folder that the command was given in. */
const urlIn = (folder: string, url: string): string =>
  url.startsWith('file:') ? `file:${resolve(folder, url.slice('file:'.length))}` : url

/** From one database into another, with neither in use. */
export const copyVerb: Verb = {
  words: [],
  options: { from: { type: 'string', required: true }, to: { type: 'string', required: true } },
  run: async ({ options, folder }) => {
    // only here: every other verb would load the databases' drivers for nothing
    const [{ copyStudio }, { local }] = await Promise.all([
      import('@/lib/copy/commands'),
      import('../direct'),
    ])
    const stop = new AbortController()
    const cancel = () => stop.abort()
    process.once('SIGINT', cancel)
    const from = urlIn(folder, String(options.from))
    const to = urlIn(folder, String(options.to))
    let told = 0
    const onProgress = (table: string, rows: number) => {
      if (Date.now() - told < 1_000) return
      told = Date.now()
      process.stderr.write(`${say('copying', { table, rows })}\n`)
    }
    const tables = await copyStudio(local, { from, to, onProgress, signal: stop.signal })
    process.off('SIGINT', cancel)
    const total = tables.reduce((sum, { rows }) => sum + rows, 0)
    const lines = tables.map(({ table, rows, sha256 }) => `${table}  ${rows}  ${sha256.slice(0, 16)}`)
    return { data: { tables }, lines: [...lines, say('copied', { tables: tables.length, rows: total })] }
  },
}
