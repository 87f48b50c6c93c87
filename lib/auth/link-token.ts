import 'server-only'
import { createHash, createHmac } from 'node:crypto'
import { installSecret } from './secret'
import type { LinkKind } from './writes'

/**
 * The 256-bit token of a link, made from its random id and this installation's secret: a repeated request gets
 * the same answer although the database keeps nothing but the token's hash.
 */
export const tokenOf = (linkId: string): string =>
  createHmac('sha256', installSecret('auth-secret')).update(`link:${linkId}`).digest('base64url')

export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The address that a person opens. */
export function linkUrl(baseUrl: string, kind: LinkKind, linkId: string): string {
  const token = tokenOf(linkId)
  const path = { setup: `/setup?token=${token}`, invitation: `/join/${token}`, reset: `/reset/${token}` }[
    kind
  ]
  return `${baseUrl}${path}`
}

const hour = 60 * 60 * 1000
const lifetime: Record<LinkKind, number> = {
  setup: 7 * 24 * hour,
  invitation: 7 * 24 * hour,
  reset: 24 * hour,
}

export const expiryOf = (kind: LinkKind): Date => new Date(Date.now() + lifetime[kind])
