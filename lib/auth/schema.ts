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
  | Guest
  | ApiKeyActor

/** A script with a key: whoever made the key, where and as far as the key goes. `id` is the person's. */
export type ApiKeyActor = {
  kind: 'key'
  id: string
  name: string
  email: string
  studioRole: StudioRole
  key: { id: string; verbs: KeyVerb[] /** Null: all. */; datasets: string[] | null; lastUsedAt: Date | null }
}
export const keyVerbs = ['read', 'write', 'approve', 'export', 'manage'] as const
export const keyVerb = z.enum(keyVerbs)
export type KeyVerb = z.infer<typeof keyVerb>

/** Whoever holds a share link: reads what it shows, and nothing else is there for them. `id` is the link's. */
export type Guest = { kind: 'guest'; id: string; name: ''; studioRole: null; share: Share }
export type Share = {
  datasetId: string
  kind: ShareKind
  /** What guests read as the title; may be empty. */
  name: string
  /** What may be seen, in the words of the query language; every read goes through it. */
  query: string
  /** Of a link to a version; nothing else is read by it. */
  versionId: string | null
  createdById: string
  lastUsedAt: Date | null
}
/** What a link can show; whatever is shared one day is a kind of its own. */
export const shareKinds = ['dataset', 'view', 'example', 'version'] as const
export type ShareKind = (typeof shareKinds)[number]

export const id = z.string().regex(/^[A-Za-z0-9_-]{6,64}$/)
