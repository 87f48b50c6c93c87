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

export type Preferences = { locale: 'en' | 'ko'; theme: Theme }
export type Me = {
  id: string
  name: string
  email: string
  studioRole: z.infer<typeof studioRole>
  shortcutsOff: boolean
} & Preferences
/** Times are ISO 8601. */
export type SessionRow = {
  id: string
  current: boolean
  userAgent: string | null
  createdAt: string
  expiresAt: string
}
export type PersonRow = {
  id: string
  name: string
  email: string
  studioRole: z.infer<typeof studioRole>
  disabled: boolean
  createdAt: string
}
export type MemberRow = { userId: string; name: string; email: string; role: z.infer<typeof datasetRole> }
export type InvitationRow = {
  id: string
  email: string | null
  /** Role in the dataset; null for an invitation to the studio alone. */
  role: z.infer<typeof datasetRole> | null
  studioRole: z.infer<typeof studioRole>
  expiresAt: string
}
export type LinkInfo = {
  kind: 'setup' | 'invitation' | 'reset'
  /** Whom it is for, where it says. */
  email: string | null
  datasetName: string | null
  role: z.infer<typeof datasetRole> | null
  studioRole: z.infer<typeof studioRole>
  expiresAt: string
}
/** A link as it is handed out: the address is shown this once. */
export type HandedLink = { id: string; url: string; expiresAt: string }
