import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { checkPort, readAddress, serve } from './serve.mjs'

const address = readAddress()
await checkPort(address)
await ensureInstalled()
await ensureBuilt()
await serve(address)
