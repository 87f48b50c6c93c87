import 'server-only'
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { AppError } from '@/lib/result/app-error'

/** Whether anybody on the internet could have this address: none of this machine, its network, or of a special use. */
export function isPublic(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  if (!ipaddr.isValid(bare)) return false
  // an IPv4 address in IPv6 clothes is what it is inside
  return ipaddr.process(bare).range() === 'unicast'
}

/** What may be connected to: with the owner's allowance also loopback, private and link-local addresses. */
export function mayConnect(address: string, allowPrivate: boolean): boolean {
  if (isPublic(address)) return true
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  if (!allowPrivate || !ipaddr.isValid(bare)) return false
  return ['loopback', 'private', 'uniqueLocal', 'linkLocal', 'carrierGradeNat'].includes(
    ipaddr.process(bare).range(),
  )
}

/**
 * Before an address is kept: what its name stands for now may be connected to. It is asked again at each connection.
 * @throws AppError `invalid` `readerPrivate`, `readerHostUnknown`
 */
export async function checkHost(hostname: string, allowPrivate: boolean): Promise<void> {
  const bare = hostname.replace(/^\[|\]$/g, '')
  const found = isIP(bare)
    ? [{ address: bare }]
    : await lookup(bare, { all: true }).catch(() => {
        throw new AppError('invalid', 'readerHostUnknown', { params: { host: bare } })
      })
  if (found.some(({ address }) => !mayConnect(address, allowPrivate)))
    throw new AppError('invalid', 'readerPrivate', { params: { host: bare } })
}
