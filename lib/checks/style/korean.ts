import { type KoreanError, koreanErrors } from './korean-table'
import type { Hit } from './text'

const byFirst = new Map<number, KoreanError[]>()
for (const error of koreanErrors) {
  const first = error.wrong.charCodeAt(0)
  byFirst.set(first, [...(byFirst.get(first) ?? []), error])
}
const around = 16

const firstSyllable = 0xac00
const isSyllable = (unit: number) => unit >= firstSyllable && unit <= 0xd7a3
/** The consonant that closes a syllable, counted as Unicode does: 0 none, 4 ㄴ, 8 ㄹ, 17 ㅂ. */
export const closingOf = (unit: number): number => (isSyllable(unit) ? (unit - firstSyllable) % 28 : -1)
const rieul = 8

/** Common Korean errors, each with its correction. */
export function findKoreanErrors(prose: string): Hit[] {
  const hits: Hit[] = []
  for (let at = 0; at < prose.length; at++) {
    const unit = prose.charCodeAt(at)
    if (!isSyllable(unit) && unit !== 0x20) continue
    const hit = listed(prose, at, byFirst.get(unit)) ?? grammatical(prose, at, unit)
    if (!hit) continue
    hits.push({ code: 'korean', ...hit })
    at = hit.to - 1
  }
  return hits
}

type Place = Pick<Hit, 'from' | 'to' | 'insert' | 'params'>

const place = (prose: string, from: number, to: number, insert: string | null): Place => {
  if (insert === null) return { from, to, params: { wrong: prose.slice(from, to), right: 'none' } }
  // “수” says nothing without “할수있어요”
  const [start, end] = to - from > 2 ? [from, to] : wordAround(prose, from, to)
  const right = prose.slice(start, from) + insert + prose.slice(to, end)
  return { from, to, insert, params: { wrong: prose.slice(start, end), right: right.trim() } }
}

const mostAround = 8

function wordAround(prose: string, from: number, to: number): [start: number, end: number] {
  let [start, end] = [from, to]
  while (start > from - mostAround && isSyllableAt(prose, start - 1)) start--
  while (end < to + mostAround && isSyllableAt(prose, end)) end++
  return [start, end]
}

function listed(prose: string, at: number, errors: readonly KoreanError[] | undefined): Place | null {
  const error = errors?.find(({ wrong, before, after }) => {
    if (!prose.startsWith(wrong, at)) return false
    const end = at + wrong.length
    return (
      (!before || before.test(prose.slice(Math.max(0, at - around), at))) &&
      (!after || after.test(prose.slice(end, end + around)))
    )
  })
  return error ? place(prose, at, at + error.wrong.length, error.right) : null
}

const nounsWithSu = /[실철필홀별탈밀술출말물발]/
const timeOrPlace = /[시후때데]$/

/** What no table can hold, since any stem can stand before it. */
function grammatical(prose: string, at: number, unit: number): Place | null {
  const before = prose.charCodeAt(at - 1)
  const next = prose[at + 1] ?? ''
  const char = String.fromCharCode(unit)
  if (char === '께' || char === '껄') {
    // 할께 → 할게; 함께 and 께서 are other words
    if (closingOf(before) === rieul && /^요?(?![가-힣])/.test(prose.slice(at + 1, at + 4)))
      return place(prose, at - 1, at + 1, `${prose[at - 1]}${char === '께' ? '게' : '걸'}`)
  }
  if (char === '꺼') {
    const stem = prose[at - 1] === ' ' ? prose.charCodeAt(at - 2) : before
    if (
      closingOf(stem) === rieul &&
      /^(?:예요|에요|야|라고|라는|같|니까|지|다\b)/.test(prose.slice(at + 1, at + 4))
    )
      return place(prose, at, at + 1, prose[at - 1] === ' ' ? '거' : ' 거')
  }
  if (
    char === '않' &&
    !/[가-힣]$/.test(prose[at - 1] ?? '') &&
    isSyllableAt(prose, next === ' ' ? at + 2 : at + 1)
  ) {
    // “하지 않다” has it too: what leads there ends in 지
    if (
      !/(?:지|질|진|잖)(?:는|도|를|가|만|만은|조차|까지|도록)?\s+$/.test(
        prose.slice(Math.max(0, at - around), at),
      )
    )
      if (
        /^(?:되|돼|됩|된|됐|될|하|해|했|할|합|한|먹|가|갔|와|왔|보|봤|좋|그|써|쓰|들|나|열|맞)/.test(
          prose
            .slice(at + 1)
            .trimStart()
            .slice(0, 1),
        )
      )
        return place(prose, at, at + 1, next === ' ' ? '안' : '안 ')
  }
  if (char === '에' && next === '요' && !isSyllableAt(prose, at + 2)) {
    const said = prose.slice(Math.max(0, at - 3), at)
    if (closingOf(before) === 0 && !said.endsWith('아니') && !said.endsWith('이') && !timeOrPlace.test(said))
      return place(prose, at, at + 2, '예요')
  }
  // “방학이예요” → “방학이에요”; after a vowel it is a name with 이 behind it
  if (
    char === '이' &&
    prose.startsWith('예요', at + 1) &&
    closingOf(before) > 0 &&
    !isSyllableAt(prose, at + 3)
  )
    return place(prose, at, at + 3, '이에요')
  if (char === '예' && next === '요' && closingOf(before) > 0 && !isSyllableAt(prose, at + 2))
    return place(prose, at, at + 2, '이에요')
  if (
    char === '수' &&
    prose[at - 1] === ' ' &&
    closingOf(prose.charCodeAt(at - 2)) === rieul &&
    /[있없]/.test(next)
  )
    return place(prose, at, at + 1, '수 ')
  if (char === '수' && closingOf(before) === rieul && /^\s?[있없]/.test(prose.slice(at + 1, at + 3)))
    if (!nounsWithSu.test(prose[at - 1]!)) return place(prose, at, at + 1, next === ' ' ? ' 수' : ' 수 ')
  return null
}

const isSyllableAt = (text: string, at: number): boolean => isSyllable(text.charCodeAt(at))
