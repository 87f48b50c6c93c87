import { z } from 'zod'

export const datasetRoles = ['lead', 'reviewer', 'viewer'] as const
export const datasetRole = z.enum(datasetRoles)
export type DatasetRole = z.infer<typeof datasetRole>

export const studioRole = z.enum(['owner', 'member'])
export type StudioRole = z.infer<typeof studioRole>

/** Who is asking. `local` is the command line on the machine that holds the data: it may do what an owner may. */
export type Actor =
  | { kind: 'user'; id: string; name: string; email: string; studioRole: StudioRole; sessionId: string }
  | { kind: 'local'; id: 'local'; name: string; studioRole: 'owner' }

export const id = z.string().regex(/^[A-Za-z0-9_-]{6,64}$/)
