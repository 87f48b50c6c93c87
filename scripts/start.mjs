import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'

await ensureInstalled()
// not before: on a fresh machine its packages are installed just now
const { checkPort, readAddress, serve } = await import('./serve.mjs')
const address = readAddress()
await checkPort(address)
await ensureBuilt()
await serve(address)
