import { ensureSetupLink } from '@/lib/auth/setup-link'
import { readBackupSettings } from '@/lib/backup/settings'
import { prepareDatabase } from '@/lib/db/open'
import { sentence } from '@/lib/i18n/sentence'
import { AppError } from '@/lib/result/app-error'

/** The sentence of an expected failure; anything else is a defect and shows whole. */
function explain(error: unknown): string {
  if (error instanceof AppError) return sentence('en', `errors.${error.reason}`, error.params)
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

async function prepare(url: string): Promise<void> {
  // a schedule that nothing can read, before anything is changed
  readBackupSettings()
  const { applied, backup } = await prepareDatabase()
  const setupLink = await ensureSetupLink(url)
  process.stdout.write(JSON.stringify({ applied, backup, setupLink }), () => process.exit(0))
}

prepare(process.argv[2] ?? 'http://127.0.0.1:3000').catch((error: unknown) => {
  process.stderr.write(`\n${explain(error)}\n\n`, () => process.exit(1))
})
