import { expect, test } from 'vitest'
import { flaggedLines } from './flagged-lines'

// messages as providers write them, FORMATS 1.11 and the validators of 1.12
test.each<[string, number[]]>([
  ['This file failed moderation safety checks. Flagged lines: 4, 13, 14 and 2', [2, 4, 13, 14]],
  ["Invalid file format. Example 1 is missing key 'messages'", [1]],
  ["Example 100, message 2 Discriminator 'role' is missing in value", [100]],
  ['Example 536 contains an extra "tools"', [536]],
  ['Example 6174 message contains an invalid token: <|fim_suffix|>', [6174]],
  [
    "Example 1273 cannot be parsed. Error: line contains invalid json: Expecting ',' delimiter: line 1 column 79",
    [1273],
  ],
  ['Line 1 is not a dictionary (HINT: line starts with: "{"p...").', [1]],
  ['Training file has 9 example(s), but must have at least 10 examples', []],
  ['Found extra column "tools" in the line 7.', [7]],
  ['Invalid role turns on line 12 of the input file.', [12]],
  [
    'Validation failed for samples: [0, 4, ...9]\n\nNote: Sample IDs are zero-indexed.\n\nSample 9:',
    [1, 5, 10],
  ],
  ['The job failed due to an internal error', []],
  ['', []],
])('%s', (message, lines) => {
  expect(flaggedLines(message)).toEqual(lines)
})

test('a message of a megabyte is read at once, and no more than 200 lines of it', () => {
  expect(flaggedLines('line '.repeat(200_000)).length).toBe(0)
  const many = Array.from({ length: 500 }, (_, i) => i + 1).join(', ')
  expect(flaggedLines(`Flagged lines: ${many}`).length).toBe(200)
})
