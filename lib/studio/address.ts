import 'server-only'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataDir } from '@/lib/db/paths'

const file = () => join(dataDir(), 'server.json')

/** Where the server of this data folder listens on its own machine, for the command line. */
export function writeServerAddress(): void {
  const host = process.env.HOST ?? '127.0.0.1'
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  const url = `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${process.env.PORT ?? '3000'}`
  writeFileSync(file(), JSON.stringify({ url, pid: process.pid }), { mode: 0o600 })
  process.once('exit', () => rmSync(file(), { force: true }))
}

export function readServerAddress(): string | null {
  if (!existsSync(file())) return null
  const read = JSON.parse(readFileSync(file(), 'utf8')) as { url?: unknown }
  return typeof read.url === 'string' ? read.url : null
}
