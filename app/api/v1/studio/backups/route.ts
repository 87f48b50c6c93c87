import { startBackup } from '@/lib/backup/commands'
import { listBackups } from '@/lib/backup/queries'
import { backupNowRequest } from '@/lib/backup/schema'
import { route } from '@/lib/result/route'

export const GET = route({ access: 'back up the studio' }, ({ actor }) => listBackups(actor))

export const POST = route({ access: 'back up the studio', body: backupNowRequest }, ({ actor, body }) =>
  startBackup(actor, body),
)
