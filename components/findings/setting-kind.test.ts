import { expect, test } from 'vitest'
import { allChecks } from '@/lib/checks/all'
import { checkIds } from '@/lib/checks/words'
import en from '@/messages/en.json'
import ko from '@/messages/ko.json'
import { kindOf, settingsOf } from './setting-kind'

const sentenceAt = (messages: object, path: (string | number)[]): unknown =>
  path.reduce<unknown>((node, step) => (node as Record<string, unknown> | undefined)?.[step], messages)

test('every setting of every check has its words in both languages, and every choice of it', () => {
  const missing = allChecks.flatMap((check) => {
    const usual = check.settings.parse({}) as Record<string, unknown>
    return settingsOf(check.id, usual).flatMap((setting) => {
      const kind = kindOf(check.id, setting, usual[setting])
      const at = ['checks', check.id, 'settings', setting]
      const paths = [[...at, 'label'], ...('of' in kind ? kind.of.map((one) => [...at, 'of', one]) : [])]
      return [en, ko].flatMap((messages) =>
        paths.filter((path) => typeof sentenceAt(messages, path) !== 'string').map((path) => path.join('.')),
      )
    })
  })
  expect(missing).toEqual([])
})

test('every check has a name and says why it is one, in both languages', () => {
  const paths = checkIds.flatMap((id) => [
    ['checks', id, 'name'],
    ['checks', id, 'why'],
  ])
  for (const messages of [en, ko])
    expect(paths.filter((path) => typeof sentenceAt(messages, path) !== 'string')).toEqual([])
})
