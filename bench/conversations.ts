import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

// A small generator with a fixed seed: the same file every time, on every machine.
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const english =
  'order parcel refund warranty battery please could you check the status of my return today it arrived late broken box left side noise again thanks help number'.split(
    ' ',
  )
const korean =
  '주문 환불 배송 보증 배터리 확인 부탁드립니다 상태가 어떻게 되나요 오늘 도착했는데 소리가 나지 않아요 교환 가능할까요 감사합니다 번호는 다시 알려 주세요'.split(
    ' ',
  )

type Message = { role: string; content: string }

/**
 * Writes `count` conversations of 4 to 12 messages, half English and half Korean, about 1.6 kB each; with `twinEvery` each
 * such one says nearly what the one before it says.
 */
export async function writeConversations(
  path: string,
  count: number,
  seed = 7,
  twinEvery = 0,
): Promise<void> {
  const random = randomFrom(seed)
  const pick = (words: string[]) => words[Math.floor(random() * words.length)]!
  const out = createWriteStream(path)
  let before: Message[] = []
  for (let i = 0; i < count; i++) {
    const words = i % 2 === 0 ? english : korean
    const turns = 4 + 2 * Math.floor(random() * 5)
    const isTwin = twinEvery > 0 && i % twinEvery === twinEvery - 1
    const own = Array.from({ length: turns }, (_, t) => {
      const length = 12 + Math.floor(random() * 22)
      const text = Array.from({ length }, () => pick(words)).join(' ')
      return { role: t % 2 === 0 ? 'user' : 'assistant', content: t === 0 ? `#${i} ${text}` : text }
    })
    const [opening] = before
    const messages: Message[] =
      isTwin && opening
        ? [{ ...opening, content: opening.content.replace(/^#\d+/, `#${i}`) }, ...before.slice(1)]
        : own
    before = messages
    if (!out.write(`${JSON.stringify({ messages })}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}
