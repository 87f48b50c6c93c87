import { expect, test } from 'vitest'
import { readFailing } from './read-line'

const asked = '{"messages":[{"role":"user","content":"Q"}]}'

test.each([
  ['{"prompt":"Q","bad_answer":"A"}', asked, 'A'],
  ['{"question":"Q","answer":"A","id":7}', asked, 'A'],
  ['{"messages":[{"role":"user","content":"Q"},{"role":"assistant","content":"A"}]}', asked, 'A'],
  [
    '{"messages":[{"role":"user","content":"Q"},{"role":"assistant","content":"B"},{"role":"user","content":"R"}],"tools":[],"completion":"A"}',
    '{"messages":[{"role":"user","content":"Q"},{"role":"assistant","content":"B"},{"role":"user","content":"R"}],"tools":[]}',
    'A',
  ],
  [
    '{"input":{"messages":[{"role":"user","content":"Q"}],"tools":[]},"preferred_output":[{"role":"assistant","content":"B"}],"non_preferred_output":[{"role":"assistant","content":"A"}]}',
    '{"messages":[{"role":"user","content":"Q"}],"tools":[]}',
    'A',
  ],
  ['{"prompt":[{"role":"user","content":"Q"}],"rejected":[{"role":"assistant","content":"A"}]}', asked, 'A'],
])('%s is a prompt with its bad answer', (line, prompt, badAnswer) => {
  expect(readFailing(line)).toEqual({ ok: true, prompt, badAnswer })
})

test.each([
  ['', 'notJson'],
  ['["a"]', 'notJson'],
  ['{"answer":"A"}', 'noPrompt'],
  ['{"messages":[],"answer":"A"}', 'noPrompt'],
  ['{"messages":[{"role":"assistant","content":"A"}]}', 'noPrompt'],
  ['{"prompt":"Q"}', 'noAnswer'],
  ['{"prompt":"Q","answer":""}', 'noAnswer'],
  ['{"prompt":"Q","answer":"a\\u0000b"}', 'noAnswer'],
  ['{"messages":[{"role":"user","content":"Q"}]}', 'noAnswer'],
])('%s is none: %s', (line, reason) => {
  expect(readFailing(line)).toEqual({ ok: false, reason })
})
