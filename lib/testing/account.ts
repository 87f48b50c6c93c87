import { openAccounts } from '@/lib/auth/accounts'
import type { Actor, DatasetRole, StudioRole } from '@/lib/auth/schema'
import { actorOf } from '@/lib/auth/session'
import { startSession } from '@/lib/auth/start-session'
import { db, transaction } from '@/lib/db/client'

export const password = 'correct horse battery'

type UserActor = Extract<Actor, { kind: 'user' }>
export type SignedIn = { actor: UserActor; email: string; cookie: string }

let serial = 0
let passwordHash: string | undefined
/** An account with `password`, and a session of it. */
export async function makeAccount(
  more: { studioRole?: StudioRole; datasetId?: string; role?: DatasetRole } = {},
): Promise<SignedIn> {
  const { studioRole = 'member', datasetId, role = 'reviewer' } = more
  const email = `account-${++serial}@example.com`
  const accounts = await openAccounts()
  passwordHash ??= await accounts.hash(password)
  const hash = passwordHash
  const userId = await transaction((tx) =>
    accounts.within(tx).create({
      name: `Account ${serial}`,
      email,
      passwordHash: hash,
      studioRole,
      locale: 'en',
      theme: 'system',
    }),
  )
  if (datasetId) await db().membership.create({ data: { datasetId, userId, role } })
  return signInAgain(email)
}

/** Another session of an account. */
export async function signInAgain(email: string): Promise<SignedIn> {
  const { cookies } = await startSession({ email, password }, new Headers())
  const cookie = cookies.map((line) => line.split(';')[0]).join('; ')
  const actor = await actorOf(new Headers({ cookie }))
  if (actor?.kind !== 'user') throw new Error(`no session for ${email}`)
  return { actor, email, cookie }
}

/** Who a browser with this cookie is. */
export const whoIs = (cookie: string): Promise<Actor | null> => actorOf(new Headers({ cookie }))
