import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeApi } from '@/lib/openapi/document'
import { readRoutes } from './read-routes'

// Writes generated/openapi.json, which the server hands out. `scripts/build.mjs` runs it before each build.

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
writeFileSync(join('generated', 'openapi.json'), JSON.stringify(describeApi(await readRoutes(), version)))
