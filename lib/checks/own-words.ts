/**
 * A text with everything that isn't said in the speaker's own voice blanked out: code, quotations, block quotes. It is
 * as long as the text, so that places in it are places in the text.
 */
export function ownWords(text: string): string {
  const chars: string[] = []
  let at = 0
  for (const line of linesWithFences(text)) {
    chars.push(line.quoted ? blank(line.text) : withoutQuotes(line.text))
    at += line.text.length
  }
  return at === text.length ? chars.join('') : text
}

/** A text with its code blanked out, as long as the text. */
export function withoutCode(text: string): string {
  if (!text.includes('`') && !text.includes('~~~')) return text
  const isCode = (place: { from: number }, line: string) => line[place.from] === '`'
  return linesWithFences(text)
    .map((line) => {
      if (line.quoted) return line.text.trimStart().startsWith('>') ? line.text : blank(line.text)
      return withBlanks(
        line.text,
        quotedPlaces(line.text).filter((place) => isCode(place, line.text)),
      )
    })
    .join('')
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ')

type Line = { text: string; quoted: boolean }

function linesWithFences(text: string): Line[] {
  const lines: Line[] = []
  let fenced = false
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from)
    const to = end < 0 ? text.length : end + 1
    const line = text.slice(from, to)
    const head = line.slice(0, 12).trimStart()
    const fence = head.startsWith('```') || head.startsWith('~~~')
    lines.push({ text: line, quoted: fenced || fence || head.startsWith('>') })
    if (fence) fenced = !fenced
    from = to
  }
  return joinParagraphs(lines)
}

/** Lines that follow each other are one text: a quotation may go over several. */
function joinParagraphs(lines: readonly Line[]): Line[] {
  const joined: Line[] = []
  for (const line of lines) {
    const last = joined.at(-1)
    if (last && !last.quoted && !line.quoted) last.text += line.text
    else joined.push({ ...line })
  }
  return joined
}

const closers: Record<string, string> = {
  '"': '"',
  '“': '”',
  '‘': '’',
  "'": "'",
  '`': '`',
  '「': '」',
  '『': '』',
  '«': '»',
}
const opener = new RegExp(`[${Object.keys(closers).join('')}]`, 'g')
const longestQuote = 4000

/** Quotations of a text, with their marks, long enough to be somebody's words. */
export function quotesIn(text: string): { from: number; to: number; words: string }[] {
  return quotedPlaces(text).flatMap(({ from, to }) => {
    const words = text.slice(from + 1, to - 1)
    const isLong = /[가-힣]/.test(words) ? words.length >= 6 : words.split(' ').length >= 3
    return isLong && text[from] !== '`' ? [{ from, to, words }] : []
  })
}

const withoutQuotes = (text: string): string => withBlanks(text, quotedPlaces(text))

function withBlanks(text: string, places: readonly { from: number; to: number }[]): string {
  let from = 0
  const kept: string[] = []
  for (const place of places) {
    kept.push(text.slice(from, place.from), blank(text.slice(place.from, place.to)))
    from = place.to
  }
  return kept.join('') + text.slice(from)
}

function quotedPlaces(text: string): { from: number; to: number }[] {
  const places: { from: number; to: number }[] = []
  // where each mark stands next: looked for once, not anew for every mark that is never closed
  const next = new Map<string, number>()
  let past = 0
  for (const { 0: mark, index: at } of text.matchAll(opener)) {
    if (at < past || !opens(text, at)) continue
    const closer = closers[mark]!
    let end = next.get(closer) ?? -1
    if (end <= at) {
      end = closingAfter(text, at, closer)
      next.set(closer, end)
    }
    if (end - at > longestQuote) continue
    past = end + 1
    places.push({ from: at, to: past })
  }
  return places
}

const isWordUnit = (unit: string | undefined): boolean => unit !== undefined && /[\p{L}\p{N}]/u.test(unit)

// an apostrophe stands behind a letter and an inch behind a digit; an opening quotation mark behind neither
function opens(text: string, at: number): boolean {
  const mark = text[at]
  if (mark !== "'" && mark !== '‘' && mark !== '"') return true
  return !isWordUnit(text[at - 1]) && text[at + 1] !== ' '
}

function closingAfter(text: string, at: number, closer: string): number {
  const isApostrophe = closer === "'" || closer === '’'
  for (let end = text.indexOf(closer, at + 1); end >= 0; end = text.indexOf(closer, end + 1))
    if (!isApostrophe || !isWordUnit(text[end - 1]) || !isWordUnit(text[end + 1])) return end
  return Number.POSITIVE_INFINITY
}
