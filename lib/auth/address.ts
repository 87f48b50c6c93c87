import 'server-only'
import { isIPv4, isIPv6 } from 'node:net'

/** Where a request came from, as scripts/serve.mjs made sure of; null where nobody did. */
export function addressOf(headers: Headers): string | null {
  const address = headers.get('x-forwarded-for')
  return address !== null && (isIPv4(address) || isIPv6(address)) ? address : null
}

/**
 * What one caller can't change at will: the address, of IPv6 the network of 64 bits that one line has. Null for this
 * machine's own: there it tells nobody apart, as with a proxy that FINECUT_TRUSTED_PROXIES doesn't name.
 */
export function callerOf(headers: Headers): string | null {
  const address = addressOf(headers)
  if (address === null || address === '::1' || address.startsWith('127.')) return null
  return isIPv4(address) ? address : networkOf(address)
}

function networkOf(address: string): string {
  const [head = '', tail] = address.split('::')
  const front = head.split(':').filter(Boolean)
  const back = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const whole = [...front, ...Array(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back]
  return whole
    .slice(0, 4)
    .map((part) => part.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')
}
