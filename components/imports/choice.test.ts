import { describe, expect, it } from 'vitest'
import type { Plan } from '@/lib/formats/schema'
import {
  meantBy,
  noChoice,
  switchMode,
  withFormat,
  withMapping,
  withReading,
  withRole,
  withTags,
} from './choice'

const mapping = { mode: 'pair', user: 'Q', assistant: 'A' } as const
const plan: Plan = {
  gzip: false,
  encoding: 'cp949',
  container: 'table',
  format: 'table-pair',
  chosen: false,
  table: { delimiter: ';', quote: false, header: true, columns: ['Q', 'A'] },
  mapping,
  roles: [{ speaker: 'guest', role: 'user' }],
}

describe('what is said of a file', () => {
  it('is nothing where everything is detected', () => {
    expect(meantBy(noChoice, { plan, remembered: false })).toBe(noChoice)
  })
  it('is what an earlier import was told, so that what is shown is what is done', () => {
    expect(meantBy(noChoice, { plan, remembered: true })).toEqual({
      format: 'auto',
      options: {
        container: 'table',
        encoding: 'cp949',
        delimiter: ';',
        quote: false,
        header: true,
        mapping,
        roles: plan.roles,
      },
    })
  })
  it('forgets columns and speakers with another format, columns with another way of reading', () => {
    const choice = { format: 'auto', options: { mapping, roles: plan.roles, quote: true } } as const
    expect(
      withFormat({ ...choice, options: { ...choice.options, roles: [...plan.roles] } }, 'alpaca'),
    ).toEqual({
      format: 'alpaca',
      options: { quote: true },
    })
    expect(withReading({ format: 'auto', options: { mapping } }, { delimiter: '\t' }).options).toEqual({
      delimiter: '\t',
    })
  })
  it('keeps the roles of other speakers', () => {
    expect(withRole(noChoice, plan, 'clerk', 'assistant').options.roles).toEqual([
      { speaker: 'guest', role: 'user' },
      { speaker: 'clerk', role: 'assistant' },
    ])
  })
  it('maps a row to a conversation, or to a turn', () => {
    expect(withMapping(noChoice, switchMode(mapping, 'grouped', ['a', 'b', 'c']))).toEqual({
      format: 'table-grouped',
      options: { mapping: { mode: 'grouped', conversation: 'a', speaker: 'b', text: 'c' } },
    })
  })
  it('keeps the column of tags in the other mode, until none is chosen', () => {
    const tagged = withTags(mapping, 'label', ';')
    expect(tagged).toEqual({ ...mapping, tags: { column: 'label', separator: ';' } })
    expect(switchMode(tagged, 'grouped', ['a', 'b', 'c']).tags).toEqual(tagged.tags)
    expect(withTags(tagged, 'label')).toEqual({ ...mapping, tags: { column: 'label' } })
    expect(withTags(tagged, '')).toEqual(mapping)
  })
})
