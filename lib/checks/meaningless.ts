/** Keys as they lie beside each other, row by row. */
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const places = new Map(rows.flatMap((row, r) => [...row].map((key, c) => [key, [r, c] as const] as const)))
const jamo = /^[ㄱ-ㅎㅏ-ㅣ]$/
/** Jamo that people write in place of words. */
const jamoWords =
  /^(?:ㅇㅇ|ㅇㅋ|ㅇㅋㅇㅋ|ㅇㅎ|ㄴㄴ|ㄱㅅ|ㄱㄱ|ㄱㅊ|ㅎㅇ|ㅂㅇ|ㅂㅂ|ㅈㅅ|ㅅㄱ|ㅊㅋ|ㅇㄷ|ㅁㄹ|ㄹㅇ|ㄷㄷ|ㅇㅈ|ㄱㄷ|ㄳ|ㅊㅊ|ㄴ|ㅇ|ㅎㄷ)$/

/** Whether a text holds nothing that could be answered: random keys, a repeated sign, jamo without a syllable. */
export function isMeaningless(text: string): boolean {
  if (text.length > 400) return false
  const letters = text.toLowerCase().match(/\p{L}/gu)
  if (letters === null) return isRepeated(text.match(/\S/gu) ?? [])
  const [first] = letters
  if (/\p{N}/u.test(text)) return false
  if (letters.every((letter) => letter === first)) return letters.length >= 5 || isJamoOnly(letters)
  return jamo.test(first!) ? isJamoOnly(letters) : isRandomText(text.toLowerCase(), letters.length)
}

const isJamoOnly = (letters: readonly string[]): boolean =>
  letters.every((letter) => jamo.test(letter)) && !jamoWords.test(letters.join(''))

/** Whether three quarters of the letters stand in words that nobody wrote on purpose; left as soon as that can't be. */
function isRandomText(text: string, letters: number): boolean {
  const words = text.match(/[a-z]+/g) ?? []
  if (words.reduce((sum, word) => sum + word.length, 0) < letters) return false
  let meant = 0
  for (const word of words) {
    if (!isRandomWord(word)) meant += word.length
    if (meant > 0.25 * letters) return false
  }
  return true
}

/** Three signs or more and hardly two kinds of them: "....", "1111111", "?!?!". Of digits, six and one kind. */
function isRepeated(signs: readonly string[]): boolean {
  const kinds = new Set(signs).size
  if (signs.some((sign) => /\p{Extended_Pictographic}/u.test(sign))) return false
  return signs.some((sign) => /\p{N}/u.test(sign))
    ? signs.length >= 6 && kinds === 1
    : signs.length >= 3 && kinds <= 2
}

/** A word from one row of the keyboard, neighbour by neighbour, or with sounds that nobody can say. */
function isRandomWord(word: string): boolean {
  if (word.length < 3) return false
  let beside = 0
  for (let i = 1; i < word.length; i++) {
    const [a, b] = [places.get(word[i - 1]!)!, places.get(word[i]!)!]
    if (a[0] === b[0] && Math.abs(a[1] - b[1]) === 1) beside += 1
  }
  if (beside >= 2 && beside >= 0.6 * (word.length - 1)) return !keyboardWords.has(word)
  return longestRunWithoutVowel(word) >= 5 && !keyboardWords.has(word)
}

/** Words all the same. */
const keyboardWords = new Set(
  'were wer tree pop poi ewe ere power opp rewire lengths strengths https xhtml twelfths'.split(' '),
)

function longestRunWithoutVowel(word: string): number {
  let longest = 0
  let run = 0
  for (const key of word) {
    run = 'aeiouy'.includes(key) ? 0 : run + 1
    longest = Math.max(longest, run)
  }
  return longest
}
