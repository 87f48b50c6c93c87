/** Words that change nothing about a question that is as good as the same. */
const idle = new Set(
  'my your our this that these those also do does did is are was of to for in on at i 그 이 네 음 아 주세요 것 거'.split(
    ' ',
  ),
)
const particle = /(?:에서|에게|으로|은|는|이|가|을|를|도|의|에|로|와|과)$/
const shortParticle = /[도은는을를에]$/
const longWord = 7

/** Words as they are compared: idle ones left out, without plurals and particles, slips inside long ones evened out. */
export const rootsOf = (words: readonly string[]): string[] =>
  words.flatMap((word) => (idle.has(word) ? [] : [rootOf(word)]))

function rootOf(word: string): string {
  const first = word.charCodeAt(0)
  if (first >= 0xac00 && first <= 0xd7a3) return koreanRoot(word)
  if (!/^[a-z]+$/.test(word)) return word
  let root = word
  if (root.length > 4 && root.endsWith('s') && !root.endsWith('ss')) root = root.slice(0, -1)
  if (root.length > 5 && root.endsWith('ed')) root = root.slice(0, -2)
  return word.length >= longWord ? slipless(root) : root
}

/** Whether two texts differ in nothing but Korean particles that one of them leaves out: “사물함이 있나요”, “사물함 있나요”. */
export function leavesOutParticles(mine: string, other: string): boolean {
  const [own, theirs] = [mine.split(' '), other.split(' ')]
  return own.length === theirs.length && own.every((word, i) => isBareOf(word, theirs[i]!))
}

function isBareOf(word: string, other: string): boolean {
  const [bare, longer] = word.length < other.length ? [word, other] : [other, word]
  if (bare === longer) return true
  return bare.length > 1 && longer.startsWith(bare) && koreanRoot(longer) === bare
}

function koreanRoot(word: string): string {
  if (word.length === 2) return shortParticle.test(word) ? word[0]! : word
  const stem = word.replace(particle, '')
  return stem.length > 1 ? stem : word
}

/** The same for “receive” and “recieve”, “separate” and “seperate”, “accommodate” and “accomodate”. */
function slipless(word: string): string {
  const inside = word.slice(1, -1).replace(/[aeiouy]/g, '')
  return `${word[0]}${inside.replace(/(.)\1/g, '$1')}${word.at(-1)}`
}

/** Words in small letters that a text writes with a capital where no sentence begins: names, as far as letters tell. */
export function namesIn(text: string): Set<string> {
  const names = new Set<string>()
  for (const [name] of text.matchAll(/(?<=[\p{Ll}\p{N},;:)] )\p{Lu}[\p{L}\p{N}]{1,30}/gu))
    names.add(name.toLowerCase())
  return names
}

const numberWord =
  /^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|once|twice|half|first|second|third|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|하나|둘|셋|넷|번째|첫|두번|세번)/
const negation = /^(?:not|no|never|without|non|nothing|none|안|못|않|없|아니|아닌)/
const koreanName = /^[가-힣]{2,4}(?:씨|님|군|양|고객님|선생님)(?:[은는이가께의을를]|에게)?$/

/** Whether another word in its place is another question: numbers, names and what denies. */
export const isFirm = (word: string, names: ReadonlySet<string>): boolean =>
  names.has(word) ||
  /\p{N}/u.test(word) ||
  numberWord.test(word) ||
  negation.test(word) ||
  koreanName.test(word)
