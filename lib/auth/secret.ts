import 'server-only'
import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataDir } from '@/lib/db/paths'

/** A random value of this installation, kept in a file of mode 0600 in the data folder and made at first use. */
export function installSecret(name: 'auth-secret' | 'local-token' | 'secret-key'): string {
  const file = join(dataDir(), name)
  if (!existsSync(file)) {
    // whole or not at all, and the first one stays: several processes may start at once
    const own = `${file}.${process.pid}`
    writeFileSync(own, randomBytes(32).toString('base64url'), { mode: 0o600 })
    try {
      linkSync(own, file)
    } catch (error) {
      if (!existsSync(file)) throw error
    } finally {
      rmSync(own)
    }
  }
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length < 40)
    throw new Error(`${name} in the data folder is too short to be safe: delete it and start again`)
  return secret
}
