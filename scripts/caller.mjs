import { randomBytes } from 'node:crypto'
import proxyAddr from 'proxy-addr'
import { fail } from './project.mjs'

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']
const requestId = /^[A-Za-z0-9._-]{8,64}$/

/** Whether an address is one of the proxies that FINECUT_TRUSTED_PROXIES names, as a function of an address. */
export function readTrustedProxies(setting = '') {
  const listed = setting.split(/[\s,]+/).filter(Boolean)
  try {
    return proxyAddr.compile(listed)
  } catch {
    return fail(
      `FINECUT_TRUSTED_PROXIES must list addresses or networks, such as "127.0.0.1, 10.0.0.0/8", not "${setting}".`,
    )
  }
}

/** Fails early on a level that the log doesn't know. */
export function checkLogLevel(level) {
  if (level && !logLevels.includes(level))
    fail(`FINECUT_LOG_LEVEL must be one of ${logLevels.join(', ')}, not "${level}".`)
}

/**
 * Leaves of the headers about who is calling only what is true: anyone can write them, a trusted proxy's are believed.
 * Afterwards `x-forwarded-for` is the one address of the caller, and `x-request-id` the id of the request.
 */
export function tellCaller(request, isTrusted) {
  const { headers } = request
  // a connection that broke at once has none any more
  const address = proxyAddr(request, isTrusted)?.replace(/^::ffff:/, '')
  const behindProxy = isTrusted(request.socket.remoteAddress ?? '', 0)
  const given = behindProxy ? headers['x-request-id'] : undefined
  const proto = behindProxy ? headers['x-forwarded-proto'] : undefined
  for (const name of Object.keys(headers))
    if (name === 'forwarded' || name === 'x-real-ip' || name.startsWith('x-forwarded-')) delete headers[name]
  if (address) headers['x-forwarded-for'] = address
  headers['x-forwarded-proto'] = proto === 'https' ? 'https' : 'http'
  headers['x-request-id'] =
    typeof given === 'string' && requestId.test(given) ? given : randomBytes(9).toString('base64url')
  return headers['x-request-id']
}
