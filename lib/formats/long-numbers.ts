const longDigits = /\d{16}/
const wholeNumber = /-?\d{16,}(?![\d.eE])/y

/**
 * Whole numbers of 16 digits and more as texts, in a JSON text that is to be parsed and written anew: JavaScript would
 * round them, and two ids would be one.
 */
export function quoteLongNumbers(text: string): string {
  if (!longDigits.test(text)) return text
  const out: string[] = []
  let start = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 34) at = endOfString(text, at)
    else if (unit === 45 || (unit >= 48 && unit <= 57)) {
      wholeNumber.lastIndex = at
      const number = wholeNumber.exec(text)?.[0]
      if (number) {
        out.push(text.slice(start, at), `"${number}"`)
        start = at + number.length
      }
      at += (number ?? /^[-\d.eE+]+/.exec(text.slice(at, at + 400))?.[0] ?? ' ').length - 1
    }
  }
  out.push(text.slice(start))
  return out.join('')
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 92) at++
    else if (unit === 34) return at
  }
  return text.length
}
