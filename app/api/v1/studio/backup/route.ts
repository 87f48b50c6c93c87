import { backUpStudio } from '@/lib/backup/commands'
import { backupFile, backupRequest } from '@/lib/backup/schema'
import { route } from '@/lib/result/route'

export const POST = route(
  { access: 'back up the studio', body: backupRequest, answer: backupFile },
  ({ actor, body }) => backUpStudio(actor, body),
)
