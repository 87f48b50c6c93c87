import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fail, isProgram, root, say } from './project.mjs'
import { runCommand } from './run-command.mjs'

// Chromium without a window: the journeys take a sixth less time in it
const shell = 'chromium-headless-shell'
const names = [shell, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file))

/** Some systems ship a stub of this name that only says what to install: it must answer. */
const answers = (file) => spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0

async function playwrightBrowser() {
  const { chromium } = await import('@playwright/test')
  return chromium.executablePath()
}

async function locate() {
  const chosen = process.env.FINECUT_CHROMIUM
  if (chosen) {
    if (answers(chosen)) return chosen
    fail(
      `FINECUT_CHROMIUM names ${chosen}, which does not start. Name a Chromium, or leave it out: unset FINECUT_CHROMIUM`,
    )
  }
  const candidates = [...names.map(onPath), ...applications, await playwrightBrowser()]
  return candidates.find((file) => file && existsSync(file) && answers(file)) ?? null
}

/** Ways to get one, in the order they are tried; `by` says which program must be there. */
function listInstallers() {
  const asRoot = process.getuid?.() === 0
  const system = [
    { by: 'apt-get', shell: `apt-get update && apt-get install -y ${shell}` },
    { by: 'apt-get', shell: 'apt-get install -y chromium' },
    { by: 'apk', shell: 'apk add chromium' },
    { by: 'dnf', shell: 'dnf install -y chromium' },
  ].filter(({ by }) => asRoot && onPath(by))
  return [...system, { by: 'npx', shell: 'npx playwright install chromium' }]
}

/** Path of a Chromium that starts; gets one where there is none, or ends the process with what mends it. */
export async function findBrowser() {
  const there = await locate()
  // nobody's machine: what is faster is worth its installation
  const isFastest = !process.env.CI || process.env.FINECUT_CHROMIUM || there?.endsWith(shell)
  if (there && isFastest) return there
  for (const { shell } of listInstallers()) {
    say(`The journeys want a Chromium: ${shell}`)
    await runCommand('sh', ['-c', shell], {
      cwd: root,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
      output: 'stderr',
    })
    const found = await locate()
    if (found) return found
  }
  if (there) return there
  return fail(
    'The journeys need a Chromium, and none could be had. Run this, then try again:\n  npx playwright install --with-deps chromium',
  )
}

if (isProgram(import.meta.url)) console.log(await findBrowser())
