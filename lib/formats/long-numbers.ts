const longDigits = /\d{16}/
const anyNumber = /[-\d.eE+]+/y
const longWhole = /^-?\d{16,}$/

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
      anyNumber.lastIndex = at
      // whole, so that no digit is looked at twice
      const number = anyNumber.exec(text)![0]
      if (longWhole.test(number)) {
        out.push(text.slice(start, at), `"${number}"`)
        start = at + number.length
      }
      at += number.length - 1
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
