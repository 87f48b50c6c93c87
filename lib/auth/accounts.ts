import 'server-only'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { db, type Tx } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { newId } from '@/lib/db/ids'
import { auth } from './auth'
import type { StudioRole } from './schema'

export type NewAccount = {
  name: string
  /** Normalised: lower-cased and trimmed. */
  email: string
  passwordHash: string
  studioRole: StudioRole
  locale: string
  theme: string
}

const credential = (userId: string) => [
  { field: 'userId', value: userId },
  { field: 'providerId', value: 'credential' },
  { field: 'accountId', value: userId },
]

/**
 * better-auth's own writer of users, passwords and sessions, for use inside a transaction of ours, so that an
 * account is there whole or not at all. Open it before the transaction begins.
 */
export async function openAccounts() {
  const { options, password } = await auth().$context
  return {
    /** A slow hash, on purpose: never inside a transaction. */
    hash: (text: string): Promise<string> => password.hash(text),
    matches: (text: string, hash: string): Promise<boolean> => password.verify({ hash, password: text }),

    within(tx: Tx) {
      const tables = prismaAdapter(tx, { provider: engine })(options)
      return {
        async create(account: NewAccount): Promise<string> {
          const { passwordHash, ...person } = account
          const id = newId()
          await tables.create({
            model: 'user',
            data: { id, ...person, emailVerified: false },
            forceAllowId: true,
          })
          await tables.create({
            model: 'account',
            data: { userId: id, accountId: id, providerId: 'credential', password: passwordHash },
          })
          return id
        },
        async setPassword(userId: string, passwordHash: string): Promise<void> {
          await tables.updateMany({
            model: 'account',
            where: credential(userId),
            update: { password: passwordHash },
          })
        },
        /** Ends a person's sessions, but for the one to keep; returns how many. */
        endSessions(userId: string, keep?: string): Promise<number> {
          const others = keep ? [{ field: 'id', operator: 'ne' as const, value: keep }] : []
          return tables.deleteMany({
            model: 'session',
            where: [{ field: 'userId', value: userId }, ...others],
          })
        },
        endSession(userId: string, sessionId: string): Promise<number> {
          return tables.deleteMany({
            model: 'session',
            where: [
              { field: 'userId', value: userId },
              { field: 'id', value: sessionId },
            ],
          })
        },
      }
    },
  }
}

const passwordOf = (userId: string) => ({
  where: { userId, providerId: 'credential', accountId: userId },
  select: { password: true },
})

/** The stored hash; null for an account that can't sign in. */
export async function getPasswordHash(userId: string, tx?: Tx): Promise<string | null> {
  const account = await (tx ?? db()).account.findFirst(passwordOf(userId))
  return account?.password ?? null
}
