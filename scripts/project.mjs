import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The checkout, whatever the working directory is. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Whether a module is the program that was started, not an import. */
export const isProgram = (moduleUrl) =>
  process.argv[1] !== undefined && moduleUrl === pathToFileURL(process.argv[1]).href

/** Says a sentence and ends with exit code 1: for what the reader has to mend. */
export function fail(sentence) {
  console.error(`\n${sentence}\n`)
  process.exit(1)
}

/** Says a sentence to who started this. On stderr: stdout belongs to the command's JSON and the server's log. */
export const say = (sentence) => console.error(sentence)

/** Files under `paths` (files or folders, missing ones left out), relative to the checkout, sorted. */
export function listFiles(paths, base = root) {
  const files = []
  const walk = (path) => {
    const stats = statSync(join(base, path), { throwIfNoEntry: false })
    if (!stats) return
    if (stats.isFile()) files.push(path)
    else for (const name of readdirSync(join(base, path)).sort()) walk(`${path}/${name}`)
  }
  for (const path of paths) walk(path)
  return files
}

/** SHA-256 over names and contents. */
export function hashFiles(files, base = root) {
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(base, file)))
      .update('\0')
  return hash.digest('hex')
}
