import type { Actor, ApiKeyActor, DatasetRole, KeyVerb } from './schema'

// One sentence each: who may do what. `owner` is the studio role; the others are held per dataset, and an
// owner is a lead everywhere. A guest holds a share link.
const permissions = {
  'create datasets': ['owner'],
  'manage people': ['owner'],
  'back up the studio': ['owner'],
  'purge texts': ['owner'],
  'set prices': ['owner'],
  'set up the second reader': ['owner'],
  'see a dataset': ['lead', 'reviewer', 'viewer'],
  'edit examples': ['lead', 'reviewer'],
  'submit examples': ['lead', 'reviewer'],
  'decide on examples': ['lead'],
  'manage tags': ['lead'],
  'manage a dataset': ['lead'],
  'set checks': ['lead'],
  'manage members': ['lead'],
  'import examples': ['lead', 'reviewer'],
  'export examples': ['lead'],
  'share a dataset': ['lead'],
  'send examples to a model': ['lead'],
  'see what is shared': ['guest'],
} as const satisfies Record<string, readonly (DatasetRole | 'owner' | 'guest')[]>

export type Permission = keyof typeof permissions
export const permissionNames = Object.keys(permissions) as Permission[]

/** Which verb of a key a permission falls under; null: no key may, whatever its owner may. */
export const verbOf: Record<Permission, KeyVerb | null> = {
  'create datasets': null,
  'manage people': null,
  'back up the studio': null,
  'purge texts': null,
  'set prices': null,
  'set up the second reader': null,
  'see a dataset': 'read',
  'edit examples': 'write',
  'submit examples': 'write',
  'decide on examples': 'approve',
  'manage tags': 'manage',
  'manage a dataset': 'manage',
  'set checks': 'manage',
  'manage members': null,
  'import examples': 'write',
  'export examples': 'export',
  'share a dataset': null,
  'send examples to a model': null,
  'see what is shared': null,
}

/** Whether a key goes that far, whoever its owner is. */
export function isWithinKey({ key }: ApiKeyActor, permission: Permission): boolean {
  const verb = verbOf[permission]
  return verb !== null && key.verbs.includes(verb)
}

export type Facts = {
  /** The actor's own role in the dataset, null for none; left out where no dataset is concerned. */
  role?: DatasetRole | null
  /** Changing an archived or trashed dataset is for nobody, but for bringing it back. */
  datasetState?: 'active' | 'archived' | 'trashed'
}

const worksOnContent: ReadonlySet<Permission> = new Set([
  'edit examples',
  'submit examples',
  'decide on examples',
  'manage tags',
  'set checks',
  'import examples',
])

/** The role that counts: owners and the local command are leads everywhere. */
export const roleOf = (actor: Actor, facts: Facts): DatasetRole | null =>
  actor.studioRole === 'owner' ? 'lead' : (facts.role ?? null)

/** Whether this actor may; pure, the same on screen and server. */
export function can(actor: Actor, permission: Permission, facts: Facts = {}): boolean {
  const allowed: readonly string[] = permissions[permission]
  if (actor.kind === 'guest') return allowed.includes('guest')
  if (actor.kind === 'key' && !isWithinKey(actor, permission)) return false
  if (allowed.includes('owner')) return actor.studioRole === 'owner'
  if (facts.datasetState && facts.datasetState !== 'active' && worksOnContent.has(permission)) return false
  const role = roleOf(actor, facts)
  return role !== null && allowed.includes(role)
}
