import 'server-only'
import { cache } from 'react'
import { guestOf } from '@/lib/auth/guest'
import { noteUse } from '@/lib/auth/note-use'
import { linkToken } from '@/lib/people/schema'
import { AppError } from '@/lib/result/app-error'
import { getShared } from '@/lib/sharing/queries'

/** What the link of an address shows; null for one that is not valid (any more). Looked up once per request. */
export const pageShare = cache(async (given: string) => {
  const token = linkToken.safeParse(given)
  if (!token.success) return null
  try {
    const guest = await guestOf(token.data)
    const shared = await getShared(guest)
    await noteUse(guest)
    return { guest, shared }
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
})
