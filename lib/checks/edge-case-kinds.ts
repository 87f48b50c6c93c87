/** Kinds of input that a dataset should show a few of; a tag means one of them by its name, in either language. */
export const edgeCaseKinds = ['long-input', 'meaningless', 'injection', 'ambiguous'] as const
export type EdgeCaseKind = (typeof edgeCaseKinds)[number]

const meanings: Record<EdgeCaseKind, RegExp> = {
  'long-input': /\b(?:very |too )?long\b|긴 (?:입력|글|메시지)|장문/i,
  meaningless: /meaningless|nonsense|gibberish|random (?:keys|input)|무의미|의미 ?없는/i,
  injection: /injection|jailbreak|override|인젝션|주입|탈옥/i,
  ambiguous: /ambigu|unclear|모호|애매/i,
}

/** What a tag's name means; null where it is none of these. */
export const edgeCaseKindOf = (tagName: string): EdgeCaseKind | null =>
  edgeCaseKinds.find((kind) => meanings[kind].test(tagName)) ?? null
