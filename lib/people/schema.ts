import { z } from 'zod'
import { datasetRole, id, studioRole } from '@/lib/auth/schema'
import { operationId } from '@/lib/examples/schema'

export const passwordLength = { min: 10, max: 200 }

/** Lower-cased and trimmed: the form an account is known by. */
export const emailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email())
const wellFormed = (text: string) => text.isWellFormed() && !/\p{Cc}/u.test(text)
export const personName = z.string().trim().min(1).max(80).refine(wellFormed)
export const newPassword = z
  .string()
  .min(passwordLength.min)
  .max(passwordLength.max)
  .refine((text) => text.isWellFormed())
/** As given at sign-in: whatever it is, it is tried. */
const password = z.string().min(1).max(passwordLength.max)
/** 256 bits in base64url. */
export const linkToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

export const theme = z.enum(['system', 'light', 'dark'])
export type Theme = z.infer<typeof theme>
const locale = z.enum(['en', 'ko'])

export const sessionRequest = z.strictObject({ email: emailAddress, password })
export type SessionRequest = z.infer<typeof sessionRequest>

/** The language of a browser before anyone signs in there. */
export const languageRequest = z.strictObject({ locale })
export type LanguageRequest = z.infer<typeof languageRequest>

export const setupRequest = z.strictObject({
  operationId,
  token: linkToken,
  name: personName,
  email: emailAddress,
  password: newPassword,
})
export type SetupRequest = z.infer<typeof setupRequest>

/** With a name, e-mail and password: a new account. Without: whoever is signed in joins. */
export const acceptRequest = z.strictObject({
  operationId,
  token: linkToken,
  name: personName.optional(),
  email: emailAddress.optional(),
  password: newPassword.optional(),
})
export type AcceptRequest = z.infer<typeof acceptRequest>

export const resetRequest = z.strictObject({ operationId, token: linkToken, password: newPassword })
export type ResetRequest = z.infer<typeof resetRequest>

export const profileRequest = z.strictObject({
  operationId,
  name: personName.optional(),
  locale: locale.optional(),
  theme: theme.optional(),
  shortcutsOff: z.boolean().optional(),
})
export type ProfileRequest = z.infer<typeof profileRequest>

export const passwordRequest = z.strictObject({ operationId, current: password, next: newPassword })
export type PasswordRequest = z.infer<typeof passwordRequest>

/** A change that needs no words beyond its address. */
export const bareRequest = z.strictObject({ operationId })
export type BareRequest = z.infer<typeof bareRequest>

export const stateRequest = z.strictObject({ operationId, disabled: z.boolean() })
export type StateRequest = z.infer<typeof stateRequest>

export const studioRoleRequest = z.strictObject({ operationId, studioRole })
export type StudioRoleRequest = z.infer<typeof studioRoleRequest>

export const memberRoleRequest = z.strictObject({ operationId, role: datasetRole })
export type MemberRoleRequest = z.infer<typeof memberRoleRequest>

export const memberInvitationRequest = z.strictObject({
  operationId,
  email: emailAddress.optional(),
  role: datasetRole,
  studioRole: studioRole.optional(),
})
export type MemberInvitationRequest = z.infer<typeof memberInvitationRequest>

/** To the studio alone: roles in datasets come later. */
export const studioInvitationRequest = z.strictObject({
  operationId,
  email: emailAddress.optional(),
  studioRole,
})
export type StudioInvitationRequest = z.infer<typeof studioInvitationRequest>

export const linkParams = z.strictObject({ token: linkToken })
export const personParams = z.strictObject({ user: id })
export const sessionParams = z.strictObject({ session: id })
export const invitationParams = z.strictObject({ invitation: id })
export const membersParams = z.strictObject({ dataset: id })
export const memberParams = z.strictObject({ dataset: id, user: id })
export const memberInvitationParams = z.strictObject({ dataset: id, invitation: id })

export const preferences = z.strictObject({ locale: z.enum(['en', 'ko']), theme })
export type Preferences = z.infer<typeof preferences>
export const me = preferences.extend({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  studioRole,
  shortcutsOff: z.boolean(),
})
export type Me = z.infer<typeof me>
/** Times are ISO 8601. */
export const sessionRow = z.strictObject({
  id: z.string(),
  current: z.boolean(),
  userAgent: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string(),
})
export type SessionRow = z.infer<typeof sessionRow>
export const personRow = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  studioRole,
  disabled: z.boolean(),
  createdAt: z.string(),
})
export type PersonRow = z.infer<typeof personRow>
export const memberRow = z.strictObject({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: datasetRole,
})
export type MemberRow = z.infer<typeof memberRow>
export const invitationRow = z.strictObject({
  id: z.string(),
  email: z.string().nullable(),
  role: datasetRole.nullable().describe('Role in the dataset; null for an invitation to the studio alone.'),
  studioRole,
  expiresAt: z.string(),
})
export type InvitationRow = z.infer<typeof invitationRow>
export const linkInfo = z.strictObject({
  kind: z.enum(['setup', 'invitation', 'reset']),
  email: z.string().nullable().describe('Whom it is for, where it says.'),
  datasetName: z.string().nullable(),
  role: datasetRole.nullable(),
  studioRole,
  expiresAt: z.string(),
})
export type LinkInfo = z.infer<typeof linkInfo>
/** A link as it is handed out: the address is shown this once. */
export const handedLink = z.strictObject({ id: z.string(), url: z.string(), expiresAt: z.string() })
export type HandedLink = z.infer<typeof handedLink>
export const accepted = z.strictObject({ userId: z.string(), datasetId: z.string().nullable() })
export type Accepted = z.infer<typeof accepted>
export const passwordChanged = z.strictObject({ userId: z.string(), endedSessions: z.number() })
export type PasswordChanged = z.infer<typeof passwordChanged>
export const personAnswer = z.strictObject({ userId: z.string() })
export type PersonAnswer = z.infer<typeof personAnswer>
export const memberList = z.strictObject({ members: z.array(memberRow), invitations: z.array(invitationRow) })
export type MemberList = z.infer<typeof memberList>
export const memberAnswer = z.strictObject({ userId: z.string(), role: datasetRole })
export type MemberAnswer = z.infer<typeof memberAnswer>
export const peopleList = z.strictObject({ people: z.array(personRow), invitations: z.array(invitationRow) })
export type PeopleList = z.infer<typeof peopleList>
export const personState = z.strictObject({ userId: z.string(), disabled: z.boolean() })
export type PersonState = z.infer<typeof personState>
export const personRole = z.strictObject({ userId: z.string(), studioRole })
export type PersonRole = z.infer<typeof personRole>
export const sessionList = z.strictObject({ sessions: z.array(sessionRow) })
export type SessionList = z.infer<typeof sessionList>
export const meAnswer = z.strictObject({ user: me })
export type MeAnswer = z.infer<typeof meAnswer>
export const sessionAnswer = z.strictObject({ user: me.nullable() })
export type SessionAnswer = z.infer<typeof sessionAnswer>
export const languageAnswer = z.strictObject({ locale })
export type LanguageAnswer = z.infer<typeof languageAnswer>
