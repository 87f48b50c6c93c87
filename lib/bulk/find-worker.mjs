// Runs in a worker thread, straight from this file: no bundler sees it. A pattern that takes too long is ended with it.
import { parentPort, workerData } from 'node:worker_threads'
import { RE2JS } from 're2js'

const mostChanges = 200
const mostLength = 32 * 1024 * 1024

const { find, with: replacement, pattern, matchCase, wholeWord } = workerData
const flags = matchCase ? 0 : RE2JS.CASE_INSENSITIVE
const expression = RE2JS.compile(pattern ? find : RE2JS.quote(find), flags)
const reference = /\$(\$|&|\d{1,2}|<[^>]*>)/g

/** `$1`, `$&`, `$<name>` and `$$` as in JavaScript; a number that is no group stays as it is written. */
function expand(match) {
  return replacement.replace(reference, (whole, what) => {
    if (what === '$') return '$'
    if (what === '&') return match[0]
    if (what.startsWith('<')) return match.groups?.[what.slice(1, -1)] ?? ''
    const groups = match.length - 1
    if (Number(what) >= 1 && Number(what) <= groups) return match[Number(what)] ?? ''
    const first = Number(what[0])
    if (what.length === 2 && first >= 1 && first <= groups) return (match[first] ?? '') + what[1]
    return whole
  })
}

const inWord = /[\p{L}\p{M}\p{N}_]/u
function charBefore(text, at) {
  if (at <= 0) return ''
  const low = text.charCodeAt(at - 1)
  return low >= 0xdc00 && low <= 0xdfff ? text.slice(at - 2, at) : text[at - 1]
}
const charAt = (text, at) => (at < text.length ? String.fromCodePoint(text.codePointAt(at)) : '')
function isWhole(text, at, end) {
  const [before, first] = [charBefore(text, at), charAt(text, at)]
  const [last, after] = [charBefore(text, end), charAt(text, end)]
  return !(inWord.test(before) && inWord.test(first)) && !(inWord.test(last) && inWord.test(after))
}

/** What replacing changes in a text, first place first; many places come as one change that spans them all. */
function changesOf(text) {
  const changes = []
  let grown = text.length
  for (const match of expression.matchAll(text)) {
    const [found] = match
    if (wholeWord && !isWhole(text, match.index, match.index + found.length)) continue
    const insert = pattern ? expand(match) : replacement
    if (insert === found) continue
    grown += insert.length - found.length
    if (grown > mostLength) return 'tooLong'
    changes.push({ at: match.index, remove: found, insert })
  }
  if (changes.length <= mostChanges) return changes
  const [first, last] = [changes[0], changes.at(-1)]
  const end = last.at + last.remove.length
  let insert = ''
  let from = first.at
  for (const change of changes) {
    insert += text.slice(from, change.at) + change.insert
    from = change.at + change.remove.length
  }
  return [{ at: first.at, remove: text.slice(first.at, end), insert }]
}

parentPort.on('message', ({ texts }) => {
  for (const text of texts) parentPort.postMessage(changesOf(text))
})
parentPort.postMessage('ready')
