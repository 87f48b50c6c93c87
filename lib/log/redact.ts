const hidden = '…'
const emails = /[\w.%+-]+@[\w-]+(\.[\w-]+)*\.[a-z]{2,}/gi
// a link's token, a session's cookie, a key: nothing that long without a blank is a word
const secrets = /[A-Za-z0-9_-]{40,}/g

/** A text for the log without what opens a door or names a person: long tokens and e-mail addresses. */
export function redact(text: string): string {
  return text.replace(emails, `${hidden}@${hidden}`).replace(secrets, hidden)
}

/** The address of a route as it stands in app/: what filled its places is left out. */
export function patternOf(path: string, params: Readonly<Record<string, string | string[]>>): string {
  const names = new Map(Object.entries(params).map(([name, value]) => [String(value), name]))
  const parts = path.split('/').map((part) => {
    const name = names.get(decode(part))
    return name ? `[${name}]` : redact(part)
  })
  return parts.join('/')
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
