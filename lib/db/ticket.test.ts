import { describe, expect, it } from 'vitest'
import { withLongText, withTexts } from './ticket'

describe('a long text', () => {
  const text = '가'.repeat(20_000)

  it('stands in the place of its ticket while the statement runs, and not after it', async () => {
    let ticket = ''
    const bound = await withLongText(text, async (parameter) => {
      ticket = parameter
      return withTexts([1, parameter, 'other'])
    })
    expect(ticket.length).toBeLessThan(100)
    expect(bound).toEqual([1, text, 'other'])
    expect(withTexts([ticket])).toEqual([ticket])
  })

  it('is forgotten where the statement fails', async () => {
    let ticket = ''
    const failing = withLongText(text, async (parameter) => {
      ticket = parameter
      throw new Error('busy')
    })
    await expect(failing).rejects.toThrow('busy')
    expect(withTexts([ticket])).toEqual([ticket])
  })

  it('needs no ticket where it is short', async () => {
    expect(await withLongText('short', async (parameter) => parameter)).toBe('short')
  })
})
