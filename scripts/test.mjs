import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './build.mjs'
import { findBrowser } from './find-browser.mjs'
import { findPostgres } from './find-postgres.mjs'
import { ensureInstalled } from './install.mjs'
import { fail, root } from './project.mjs'
import { runCommand } from './run-command.mjs'
import { runChecks, seconds } from './static-checks.mjs'
import { readFigures, readPlaywright, readVitest } from './test-counts.mjs'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    grep: { type: 'string' },
    engine: { type: 'string' },
    long: { type: 'boolean' },
  },
})
if (values.only && !['static', 'unit', 'e2e'].includes(values.only))
  fail('npm test -- --only takes static, unit or e2e. Without it, everything runs.')
if (values.engine && !['sqlite', 'postgresql'].includes(values.engine))
  fail('npm test -- --engine takes sqlite or postgresql. Without it, database tests run on both.')
// share() of lib/testing and the time limits of both runners read it
if (values.long) process.env.FINECUT_LONG = '1'
const wants = (stage) => !values.only || values.only === stage
const wantsEngine = (engine) => !values.engine || values.engine === engine

const reports = mkdtempSync(join(tmpdir(), 'finecut-reports-'))
// figure() of lib/testing adds to it; those of the full run stay for docs/reliability.md
const figures = values.long ? join(root, 'figures.jsonl') : join(reports, 'figures.jsonl')
process.env.FINECUT_FIGURES ??= figures
const startedAt = new Date().toISOString()
const total = { passed: 0, failed: 0, skipped: new Set(), ran: new Set() }
const realData = resolve(root, process.env.FINECUT_REAL_DATA ?? '../shared/data')
process.env.FINECUT_REAL_DATA = realData

let current = null

// Also met when a stage ends the process itself, with the sentence that says what to mend.
process.on('exit', (code) => {
  const seen = readFigures(process.env.FINECUT_FIGURES).filter(({ at }) => at >= startedAt)
  rmSync(reports, { recursive: true, force: true })
  if (code !== 0 && total.failed === 0) total.failed = 1
  if (!existsSync(realData))
    console.log(`\nreal files: not run (${realData} is not there; FINECUT_REAL_DATA names another)`)
  // what concerns one engine only is skipped on the other
  const skipped = [...total.skipped].filter((name) => !total.ran.has(name))
  if (skipped.length > 0) console.log(`\nNot run:\n  ${skipped.join('\n  ')}`)
  if (seen.length > 0)
    console.log(
      `\nFigures:\n${seen.map(({ row, what, seen }) => `| ${row} | ${what} | ${seen} |`).join('\n')}`,
    )
  if (code !== 0) console.log(`\nStopped at: ${current}`)
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
})

function count(report) {
  total.passed += report.passed
  total.failed += report.failed
  for (const name of report.ran) total.ran.add(name)
  if (!values.grep) for (const name of report.skipped) total.skipped.add(name)
}

async function stage(name, body) {
  const started = performance.now()
  current = name
  console.log(`\n── ${name}`)
  const passed = await body()
  console.log(`── ${name}: ${passed === false ? 'failed' : 'ok'}, ${seconds(started)}`)
  if (passed === false) process.exit(1)
}

async function runUnitTests(engine) {
  const file = join(reports, `vitest-${engine}.json`)
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  if (values.grep) args.push('-t', values.grep, '--passWithNoTests')
  const { code } = await runCommand(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), ...args],
    { cwd: root, env: { FINECUT_TEST_ENGINE: engine } },
  )
  count(readVitest(file))
  return code === 0
}

async function runJourneys(browser, project) {
  const file = join(reports, `playwright-${project}.json`)
  const args = ['test', `--project=${project}`, '--reporter=list,json']
  if (values.grep) args.push('--grep', values.grep, '--pass-with-no-tests')
  const { code } = await runCommand(
    process.execPath,
    [join(root, 'node_modules/@playwright/test/cli.js'), ...args],
    { cwd: root, env: { FINECUT_CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file } },
  )
  count(readPlaywright(file))
  return code === 0
}

await stage('packages', () => ensureInstalled({ compiled: false }))
// SQLite's one large file is compiled on one core: the other checks and builds meanwhile, for which it isn't needed
const installed = ensureInstalled()
if (wants('static')) await stage('static checks', async () => (await runChecks()).length === 0)
if (wants('e2e')) await stage('build', () => ensureBuilt({ typesChecked: wants('static') }))
await stage('rest of the installation', () => installed)
if (wants('unit') && wantsEngine('sqlite'))
  await stage('unit and database tests', () => runUnitTests('sqlite'))
if (wants('unit') && wantsEngine('postgresql')) {
  if (await findPostgres()) await stage('database tests on PostgreSQL', () => runUnitTests('postgresql'))
  else total.skipped.add('database tests on PostgreSQL: no server here, and no way to install one')
}
if (wants('e2e')) {
  let browser = ''
  await stage('browser', async () => {
    browser = await findBrowser()
  })
  await stage('journeys', () => runJourneys(browser, 'together'))
  if (values.long)
    await stage('journeys that need the machine to themselves', () => runJourneys(browser, 'alone'))
}
