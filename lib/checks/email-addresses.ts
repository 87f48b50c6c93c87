import type { Personal } from './personal'

const local = /[A-Za-z0-9._%+-]/
const domain = /[A-Za-z0-9.-]/

const emptyDomains = new Set([
  'domain',
  'yourdomain',
  'mydomain',
  'company',
  'yourcompany',
  'mycompany',
  'email',
  'test',
  'sample',
  'foo',
  'bar',
  'site',
  'website',
  'yoursite',
  'server',
  'host',
])
const reservedEnds = new Set(['test', 'example', 'invalid', 'localhost', 'local'])
const fileEnds = new Set(['png', 'jpg', 'jpeg', 'gif', 'webp', 'svg', 'js', 'ts', 'css'])
const emptyNames =
  /^(?:you|your|yourname|your[._-]?name|your[._-]?email|user|username|name|someone|somebody|xxx+|git)$/i
/** Addresses of a role and of no person. */
const roleNames =
  /^(?:support|help|helpdesk|info|contact|hello|office|sales|service|billing|privacy|security|abuse|admin|webmaster|postmaster|press|jobs|careers|feedback|team|care|customer|customercare|customerservice|cs|no-?reply|do-?not-?reply)$/i

// “ana (at) shop.kr”, “ana dot kim at shop dot kr”, “ana 골뱅이 shop.kr”
const spelled =
  /(?<![A-Za-z0-9._%+-])([A-Za-z0-9._%+-]{2,40}(?: dot [A-Za-z0-9_-]{1,20}){0,2}) ?(?:[([{] ?at ?[)\]}]|골뱅이| at (?=[A-Za-z0-9-]{2,30} dot (?:com|net|org|edu|io|dev|co|kr|uk|de|fr)\b)) ?([A-Za-z0-9-]{2,40}(?: ?(?:\.|[([{]dot[)\]}]| dot ) ?[A-Za-z0-9-]{2,30}){1,3})/gi

function spelledAddresses(text: string, contacts: boolean): Personal[] {
  return [...text.matchAll(spelled)].flatMap((match): Personal[] => {
    const labels = match[2]!.replace(/ ?(?:[([{]dot[)\]}]| dot ) ?/gi, '.').split('.')
    const isDomain = /^[A-Za-z]{2,24}$/.test(labels.at(-1)!.trim())
    const name = match[1]!.replace(/ dot /gi, '.')
    if (!isDomain || !isSomebodys(name, labels, contacts)) return []
    // “Look at gmail dot com” names no one
    if (
      / at $/i.test(match[0].slice(match[1]!.length, match[0].length - match[2]!.length)) &&
      !/[._\d]/.test(name)
    )
      return []
    return [{ kind: 'email', from: match.index, to: match.index + match[0].length }]
  })
}

/** E-mail addresses that may be somebody's, one look around each at sign, and those spelled out. */
export function emailAddresses(text: string, { contacts }: { contacts: boolean }): Personal[] {
  const found: Personal[] = []
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let from = at
    while (from > 0 && at - from < 64 && local.test(text[from - 1]!)) from -= 1
    while (from < at && text[from] === '.') from += 1
    let to = at + 1
    while (to < text.length && to - at < 255 && domain.test(text[to]!)) to += 1
    const labels = text.slice(at + 1, to).split('.')
    // "name@shop.kr." ends a sentence; a last label that is no word belongs to what follows
    while (labels.length > 1 && !/^[A-Za-z]{2,24}$/.test(labels.at(-1)!)) labels.pop()
    if (from === at || labels.length < 2 || labels.some((label) => label === '')) continue
    const end = at + 1 + labels.join('.').length
    if (isSomebodys(text.slice(from, at), labels, contacts)) found.push({ kind: 'email', from, to: end })
  }
  return /골뱅이|[([{ ]at[)\]} ]/i.test(text) ? [...found, ...spelledAddresses(text, contacts)] : found
}

function isSomebodys(name: string, labels: string[], contacts: boolean): boolean {
  const small = labels.map((label) => label.toLowerCase())
  const end = small.at(-1)!
  if (reservedEnds.has(end) || fileEnds.has(end) || small.includes('example')) return false
  if (emptyDomains.has(small[0]!)) return false
  return !emptyNames.test(name) && (contacts || !roleNames.test(name))
}
