import type { CheckId } from './words'

type Said = {
  check: CheckId
  code: string
  messageIndex: number | null
  params: Record<string, string | number>
}
type Translate = (key: string, params: Record<string, string | number>) => string

/** What a check found, in a sentence of messages/: the validator's in its own words, with its remedy. */
export function findingSentence(
  { check, code, messageIndex, params }: Said,
  has: (key: string) => boolean,
  translate: Translate,
): string {
  const problem = `problems.${code.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())}`
  if (check === 'structure' && has(`${problem}.title`)) {
    const given = { ...params, message: (messageIndex ?? 0) + 1 }
    return `${translate(`${problem}.title`, given)}. ${translate(`${problem}.remedy`, given)}`
  }
  const key = `findings.${check}.${code}`
  // one that an older version of its check left, until it is checked again
  return has(key) ? translate(key, params) : translate(`checks.${check}.name`, {})
}
