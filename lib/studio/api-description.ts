import 'server-only'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenApi } from '@/lib/openapi/schema'
import { AppError } from '@/lib/result/app-error'

/** The OpenAPI description that the build made. @throws AppError `unavailable` `apiNotDescribed` where none was built */
export async function readApiDescription(): Promise<OpenApi> {
  const file = join(process.cwd(), 'generated/openapi.json')
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) throw new AppError('unavailable', 'apiNotDescribed')
  return JSON.parse(text) as OpenApi
}
