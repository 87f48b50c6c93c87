/**
 * A JSON text on one line: line breaks and the blanks around them go, where they stand outside of strings; nothing
 * else changes. Valid JSON has none inside.
 */
export function toOneLine(text: string): string {
  if (!/[\r\n]/.test(text)) return text
  const out: string[] = []
  let start = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (inString && unit === 92) at++
    else if (unit === 34) inString = !inString
    else if (!inString && (unit === 10 || unit === 13)) {
      out.push(trimEnd(text.slice(start, at)))
      while (at + 1 < text.length && isBlank(text.charCodeAt(at + 1))) at++
      start = at + 1
    }
  }
  out.push(text.slice(start))
  return out.join('')
}

function trimEnd(text: string): string {
  let end = text.length
  while (end > 0 && isBlank(text.charCodeAt(end - 1))) end--
  return text.slice(0, end)
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 10 || unit === 13
}
