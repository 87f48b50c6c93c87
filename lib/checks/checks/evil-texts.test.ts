import { expect, it } from 'vitest'
import type { Conversation } from '@/lib/conversations/schema'
import { subjectOf } from '../subject'
import { contradiction } from './contradiction'
import { inferenceFormat } from './inference-format'
import { languageStyle } from './language-style'

const facts = { notes: [], tagNames: [] }
const opened = [
  contradiction.open(contradiction.settings.parse({}), facts),
  languageStyle.open(languageStyle.settings.parse({}), facts),
  inferenceFormat.open(
    inferenceFormat.settings.parse({
      systemPattern: '(a*)*b',
      answer: 'json',
      answerSchema: '{"uniqueItems":true,"items":{"pattern":"(a+)+$"}}',
      order: 'alternating',
      language: 'ko',
      maxCharacters: 10,
    }),
    facts,
  ),
]

// what makes a rule that tries every start, or every end, take hours: then this test never ends
const pieces =
  'a|!|! |.|...x| |\n|\n \n|-|[|[a](|[a](http://|](|(|**|** a|*|`|```|```\n|$|$$|$a|{{|<|<|a|&|@|a@|a.|a@a.|https://|1.|1,|#|"|“|\'|’|:|가|가요|않 |되요 |수 있|Ã|Ã©|ì•|\ufffd|葡|α|a-|a’|Aa|recieve |qzxk |네, |{"a":|[[|0,|TODO:|Assistant: || |'
    .split('|')
    .filter((piece) => piece !== '')

it.each(pieces)('a text of nothing but %j is answered', (piece) => {
  const text = piece.repeat(Math.ceil(100_000 / piece.length))
  const messages = ['system', 'user', 'assistant'].map((role) => ({
    role,
    content: text,
  }))
  const subject = subjectOf({ messages } as Conversation, { tokens: messages.map(() => 1) })
  for (const { find, across } of opened) {
    expect(find(subject).length).toBeLessThan(5000)
    for (const entry of across?.entriesOf(subject) ?? []) across!.judge(entry, { ...entry, number: 1 })
  }
})
