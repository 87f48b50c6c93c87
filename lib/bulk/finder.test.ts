import { afterEach, describe, expect, it } from 'vitest'
import { type Finder, openFinder } from './finder'
import type { FindSpec } from './schema'

let finder: Finder | null = null
afterEach(async () => {
  await finder?.close()
  finder = null
})

const plain: FindSpec = { find: 'x', with: 'y', pattern: false, matchCase: true, wholeWord: false }
async function replaced(spec: Partial<FindSpec>, text: string): Promise<string> {
  finder = await openFinder('preview', { ...plain, ...spec })
  const [found] = await finder.find([text])
  await finder.close()
  finder = null
  if (typeof found === 'string') return found
  return found!.reduceRight(
    (now, c) => now.slice(0, c.at) + c.insert + now.slice(c.at + c.remove.length),
    text,
  )
}

describe('find and replace', () => {
  it.each([
    ['plain text, every place', { find: 'a', with: 'bb' }, 'banana', 'bbbnbbnbb'],
    ['plain text means itself', { find: 'a.b*', with: '$1' }, 'axb a.b*', 'axb $1'],
    ['case counts', { find: 'Hello', with: 'Hi' }, 'hello Hello', 'hello Hi'],
    ['case does not count', { find: 'Hello', with: 'Hi', matchCase: false }, 'hello HELLO', 'Hi Hi'],
    [
      'whole words',
      { find: 'cat', with: 'dog', wholeWord: true },
      'cat concat cats cat.',
      'dog concat cats dog.',
    ],
    [
      'whole words in Korean',
      { find: '환불', with: '반품', wholeWord: true },
      '환불 환불은 (환불)',
      '반품 환불은 (반품)',
    ],
    ['beyond the basic plane', { find: '😀', with: ':)' }, 'a😀b😀', 'a:)b:)'],
    ['groups', { find: '(\\w+)@(\\w+)', with: '$2 at $1', pattern: true }, 'me@home', 'home at me'],
    ['names', { find: '(?P<y>\\d{4})', with: 'in $<y>', pattern: true }, '2024', 'in 2024'],
    ['the whole, and a dollar', { find: '\\d+', with: '$$$&', pattern: true }, 'pay 5', 'pay $5'],
    ['no such group', { find: '(a)', with: '$2$10', pattern: true }, 'a', '$2a0'],
    ['places that hold nothing', { find: 'x*', with: '-', pattern: true }, 'ab', '-a-b-'],
    ['line starts', { find: '(?m)^> ?', with: '', pattern: true }, '> a\n> b', 'a\nb'],
    ['many places', { find: 'a', with: 'b' }, 'a-'.repeat(1_000), 'b-'.repeat(1_000)],
  ] as [string, Partial<FindSpec>, string, string][])('%s', async (_, spec, text, wanted) => {
    expect(await replaced(spec, text)).toBe(wanted)
  })

  it('gives up a text that takes too long, and goes on with the next', async () => {
    finder = await openFinder('preview', { ...plain, find: '((a{0,10}){0,10}){0,10}b', pattern: true })
    const found = await finder.find(['ab', `${'a'.repeat(300_000)}b`, 'b'])
    expect(found[0]).toHaveLength(1)
    expect(found[1]).toBe('tooComplex')
    expect(found[2]).toHaveLength(1)
  })

  it('answers again and again', async () => {
    finder = await openFinder('preview', plain)
    for (let i = 0; i < 3; i++) expect(await finder.find(['x', 'a'])).toEqual([[expect.anything()], []])
  })

  it('of a preview never waits for those of runs', async () => {
    const runs = Array.from({ length: 6 }, () => openFinder('run', plain))
    try {
      finder = await openFinder('preview', plain)
      expect(await finder.find(['x'])).toHaveLength(1)
    } finally {
      for (const run of runs) await (await run).close()
    }
  })

  it('makes no text of more than 32 MB', async () => {
    expect(await replaced({ find: 'a', with: 'b'.repeat(20_000) }, 'a'.repeat(3_000))).toBe('tooLong')
  })
})
