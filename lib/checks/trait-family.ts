/**
 * One way to tell a trait, in the group `words` of a pattern. Where it tells one: anywhere; only of what is at hand; only
 * where nobody saw the file; in a clause of its own, behind which anything may be supposed.
 */
export type Family = {
  pattern: RegExp
  needs: 'nothing' | 'about this' | 'no pictures' | 'known'
  /** Looked for in a whole text before the pattern is in its sentences. */
  sign: RegExp
}

export const familyOf = (needs: Family['needs'], sign: RegExp, source: string): Family => ({
  needs,
  sign,
  pattern: new RegExp(source, 'gi'),
})
