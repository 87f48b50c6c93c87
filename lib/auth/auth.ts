import 'server-only'
import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { type Db, db } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { installSecret } from './secret'
import { studioUrl } from './studio-url'

const make = (client: Db) =>
  betterAuth({
    secret: installSecret('auth-secret'),
    baseURL: studioUrl(),
    database: prismaAdapter(client, { provider: engine }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    session: { expiresIn: 60 * 60 * 24 * 30, updateAge: 60 * 60 * 24, cookieCache: { enabled: false } },
    user: {
      additionalFields: {
        studioRole: { type: 'string', input: false, required: false },
        locale: { type: 'string', input: false, required: false },
        theme: { type: 'string', input: false, required: false },
        shortcutsOff: { type: 'boolean', input: false, required: false },
        disabledAt: { type: 'date', input: false, required: false },
      },
    },
    databaseHooks: {
      session: {
        create: {
          // whatever way leads to a session, a disabled account gets none
          before: async ({ userId }) => {
            const user = await client.user.findUnique({ where: { id: userId }, select: { disabledAt: true } })
            if (user?.disabledAt) return false
          },
        },
      },
    },
    // failures are counted in our own table: the built-in limiter trusts X-Forwarded-For
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: { cookiePrefix: 'finecut', useSecureCookies: studioUrl().startsWith('https:') },
  })

const shared = globalThis as typeof globalThis & {
  finecutAuth?: { client: Db; made: ReturnType<typeof make> }
}

/** better-auth as a library: its routes are not mounted, ours call `auth().api.*`. Not inside a transaction. */
export function auth(): ReturnType<typeof make> {
  const client = db()
  if (shared.finecutAuth?.client !== client) shared.finecutAuth = { client, made: make(client) }
  return shared.finecutAuth.made
}
