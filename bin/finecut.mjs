#!/usr/bin/env node
import { spawn } from 'node:child_process'
import { startOf } from '../scripts/bundle.mjs'
import { ensureInstalled } from '../scripts/install.mjs'
import { root } from '../scripts/project.mjs'

await ensureInstalled()

// The command runs in the checkout, where its database is; paths it is given belong to FINECUT_CWD.
const { args, env } = await startOf('cli/main.ts')
const child = spawn(process.execPath, [...args, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { NODE_ENV: 'production', ...process.env, ...env, FINECUT_CWD: process.env.INIT_CWD ?? process.cwd() },
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('close', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
