import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isProgram, listFiles, root } from './project.mjs'
import { runCommand } from './run-command.mjs'

const rooms = ['app', 'components', 'lib', 'cli']

/** What dependency-cruiser found, as text; it must also have seen the files, since it finds nothing in what it can't parse. */
export function judgeCruise({ summary, modules }, files) {
  const problems = summary.violations.map(({ rule, from, to, cycle }) => {
    const path = cycle?.length ? cycle.map(({ name }) => name).join(' → ') : to
    return `${rule.name}: ${from} → ${path}`
  })
  const seen = new Set(modules.map(({ source }) => source))
  const missed = files.filter((file) => !seen.has(file))
  if (files.length === 0 || missed.length > files.length * 0.1)
    problems.push(
      `dependency-cruiser saw ${files.length - missed.length} of ${files.length} files: its answer means nothing`,
    )
  return problems
}

/** Runs the boundary rules over the rooms of `base`. */
export async function checkBoundaries(base = root) {
  const folders = rooms.filter((room) => existsSync(join(base, room)))
  const files = listFiles(folders, base).filter((file) => /(?<!\.d)\.tsx?$/.test(file))
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const config = join(root, '.dependency-cruiser.cjs')
  const { output, stdout } = await runCommand(
    process.execPath,
    [cruiser, '--config', config, '--output-type', 'json', ...folders],
    {
      cwd: base,
      output: 'capture',
    },
  )
  if (!stdout.startsWith('{')) return { files, problems: [output || 'dependency-cruiser said nothing'] }
  return { files, problems: judgeCruise(JSON.parse(stdout), files) }
}

if (isProgram(import.meta.url)) {
  const { files, problems } = await checkBoundaries()
  console.log(problems.length > 0 ? problems.join('\n') : `Boundaries hold in ${files.length} files.`)
  process.exitCode = problems.length > 0 ? 1 : 0
}
