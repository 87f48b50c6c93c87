import 'server-only'
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { installSecret } from '@/lib/auth/secret'
import { AppError } from '@/lib/result/app-error'

// A secret at rest: AES-256-GCM by a key that stands outside the database, in the file `secret-key` of the data folder
// or in FINECUT_SECRET_KEY. What it is bound to (`context`) is authenticated with it.

const version = 'v1'
const leastLength = 32

/** @throws AppError `invalid` `secretKeyWeak` where FINECUT_SECRET_KEY is short or one that can be guessed */
function masterKey(): Buffer {
  const given = process.env.FINECUT_SECRET_KEY
  if (given !== undefined && (given.length < leastLength || new Set(given).size < 12))
    throw new AppError('invalid', 'secretKeyWeak', { params: { least: leastLength } })
  const secret = given ?? installSecret('secret-key')
  return Buffer.from(hkdfSync('sha256', secret, '', 'finecut second reader', 32))
}

/** The secret as it is kept: another text each time. */
export function seal(secret: string, context: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', masterKey(), iv)
  cipher.setAAD(Buffer.from(context))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return [version, iv, cipher.getAuthTag(), sealed]
    .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
    .join('.')
}

/** Null where it was sealed by another key, for something else, or was changed since. */
export function unseal(kept: string, context: string): string | null {
  const [by, iv, tag, sealed] = kept.split('.')
  if (by !== version || !iv || !tag || sealed === undefined) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', masterKey(), Buffer.from(iv, 'base64url'), {
      authTagLength: 16,
    })
    decipher.setAAD(Buffer.from(context))
    decipher.setAuthTag(Buffer.from(tag, 'base64url'))
    return decipher.update(Buffer.from(sealed, 'base64url'), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return null
  }
}
