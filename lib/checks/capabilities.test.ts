import { expect, it } from 'vitest'
import type { Json } from '@/lib/conversations/words'
import { kindsOfTools } from './capabilities'

const kindsOf = (...names: string[]) => {
  const tools: Json = names.map((name) => ({ type: 'function', function: { name } }))
  return [...kindsOfTools({ messages: [], tools })]
}

it('a tool does what its name says, and one that says none of it does something else', () => {
  expect(kindsOf('refund_customer')).toEqual(['refund'])
  expect(kindsOf('boil_water')).toEqual(['act'])
  expect(kindsOf('boil_water', 'attach_photo')).toEqual(['act', 'attach'])
  expect(kindsOf()).toEqual([])
})
