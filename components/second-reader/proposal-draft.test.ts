import { expect, test } from 'vitest'
import { editsOfDraft, isMet, withText, withTyped } from './proposal-draft'

const message = (id: string | null, text: string) => ({ id, role: 'assistant', text })

test('what is typed is an edit of what stands there; what says the same again is none', () => {
  const [asked, told] = [message('m1', 'When?'), message('m2', 'On Monday.')]
  const draft = withText(withText({}, asked, 'Until when?'), told, 'By Friday.')
  expect(editsOfDraft(draft, [asked, told])).toMatchObject([
    { type: 'edit-text', messageId: 'm1', at: 0, remove: 'W', insert: 'Until w' },
    { type: 'edit-text', messageId: 'm2' },
  ])
  expect(withText(withText({}, told, 'x'), told, 'On Monday.')).toEqual({})
  expect(editsOfDraft({}, [asked, told])).toEqual([])
})

test('another person’s words on the same message are met; the same words are not', () => {
  const told = message('m2', 'On Monday.')
  const draft = withText({}, told, 'By Friday.')
  expect(isMet(draft, told)).toBe(false)
  expect(isMet(draft, message('m2', 'By Friday.'))).toBe(false)
  const theirs = message('m2', 'Never.')
  expect(isMet(draft, theirs)).toBe(true)
  // saved all the same, it replaces theirs
  expect(editsOfDraft(draft, [theirs])).toMatchObject([{ remove: 'Never', insert: 'By Friday' }])
})

test('a key pressed in the field changes no line end of the text', () => {
  const told = message('m2', 'One.\r\nTwo.\r\nThree.')
  const draft = withTyped({}, told, 'One.\nTwo!\nThree.')
  expect(editsOfDraft(draft, [told])).toMatchObject([{ at: 9, remove: '.', insert: '!' }])
  const more = withTyped(draft, told, 'One.\nTwo!\nThree.\nFour.')
  expect(more).toMatchObject({ m2: { to: 'One.\r\nTwo!\r\nThree.\r\nFour.' } })
  expect(withTyped(more, told, 'One.\nTwo.\nThree.')).toEqual({})
})

test('a message that is more than a text is left alone', () => {
  const picture = message(null, 'a lamp')
  expect(withText({}, picture, 'x')).toEqual({})
  expect(isMet({}, picture)).toBe(false)
})
