import { expect, test } from 'vitest'
import { edgeCaseKinds } from '@/lib/checks/edge-case-kinds'
import { findPlaceholders } from '@/lib/checks/style/placeholders'
import { locales } from '@/lib/i18n/locale'
import { templateFor } from './templates'

const names = {
  'long-input': 'very long',
  meaningless: 'meaningless',
  injection: 'injection',
  ambiguous: 'ambiguous',
}

test.each(locales)('what a template leaves to be filled in is found where it stays, in %s', (locale) => {
  for (const kind of edgeCaseKinds) {
    const { user, assistant } = templateFor(names[kind], locale)
    for (const text of [user, assistant]) {
      const blanks = text.match(/\{\{|\(/g) ?? []
      expect(findPlaceholders(text, user), text).toHaveLength(blanks.length)
    }
    expect(findPlaceholders(assistant, user)).not.toEqual([])
  }
})
