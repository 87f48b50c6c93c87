import { startBackup } from '@/lib/backup/commands'
import { listBackups } from '@/lib/backup/queries'
import { backupList, backupNowRequest } from '@/lib/backup/schema'
import { route } from '@/lib/result/route'
import { idAnswer } from '@/lib/result/schema'

export const GET = route({ access: 'back up the studio', answer: backupList }, ({ actor }) =>
  listBackups(actor),
)

export const POST = route(
  { access: 'back up the studio', body: backupNowRequest, answer: idAnswer },
  ({ actor, body }) => startBackup(actor, body),
)
