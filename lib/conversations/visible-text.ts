/**
 * A text as it can be stored and shown: no NUL or other control character and no lone surrogate but as an escape,
 * at most `limit` UTF-16 units and an ellipsis, never half a character.
 */
export function visibleText(text: string, limit: number): string {
  const end = text.length > limit && isHalf(text, limit) ? limit - 1 : limit
  const shown = text.slice(0, end).replace(hidden, escaped)
  return text.length > limit ? `${shown}…` : shown
}

function isHalf(text: string, at: number) {
  return /[\ud800-\udbff]/.test(text[at - 1]!) && /[\udc00-\udfff]/.test(text[at]!)
}

const hidden = /\p{Cc}|\p{Cs}/gu

function escaped(unit: string) {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
