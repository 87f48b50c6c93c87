import type { Conversation } from '../schema'
import type { Target, TargetReport } from './target'
import { checkKeys, checkNoRoleTwice, checkRoles, hasImage, imageUrls, partsOf } from './turn-rules'

const label = 'Together AI'
const inline = /^data:image\/(?:jpeg|png|webp);base64,/i
const sdk = 'FORMATS 2.5 (the check of its SDK)'

function check(conversation: Conversation, report: TargetReport): void {
  const { messages } = conversation
  checkKeys(conversation, ['tools', 'functions', 'parallel_tool_calls'], label, report)
  checkRoles(conversation, ['system', 'user', 'assistant'], label, report)
  checkNoRoleTwice(conversation, label, report)
  if (messages[0]?.role === 'assistant') report('first-turn', 0, { target: label, wanted: 'any' })
  if (messages.some((message) => partsOf(message).length > 0))
    messages.forEach((message, index) => {
      if (typeof message.content === 'string') report('content-styles', index, { target: label })
    })
  messages.forEach((message, index) => {
    if (hasImage(message) && !imageUrls(message).every((url) => inline.test(url)))
      report('image-inline', index, { target: label })
  })
}

/** FORMATS 2.5. A model's context is not told there, and special tokens are its tokeniser's matter. */
export const together = {
  name: 'together',
  label,
  severities: {
    'weight-not-assistant': null,
    'weight-spelling': 'error',
    'special-token': 'warning',
    'too-many-tokens': 'warning',
  },
  check,
  file: { least: 1, megabytes: 50_100 },
  prevents: {
    'target-key': { error: 'Found extra column "tools" in the line 1.', source: sdk },
    'unknown-key': { error: 'Found extra column "id" in the line 1.', source: sdk },
    'target-role': { error: 'Found invalid role `tool` in the messages on the line 1.', source: sdk },
    'developer-role': { error: 'Found invalid role `developer` in the messages on the line 1.', source: sdk },
    'role-twice': {
      error: 'Invalid role turns on line 1 of the input file. `user` and `assistant` roles must alternate',
      source: sdk,
    },
    'weight-spelling': { error: 'Weight must be an integer', source: sdk },
    'weight-type': { error: 'Weight must be an integer', source: sdk },
    'weight-value': { error: 'Weight must be either 0 or 1', source: sdk },
    'not-object': { error: 'Error parsing file. Invalid format on line 1 of the input file.', source: sdk },
    'no-messages': { error: 'Error parsing file. Could not detect a format for the line 1', source: sdk },
    'first-turn': { error: null, source: sdk },
    'content-styles': { error: null, source: sdk },
    'image-inline': { error: null, source: sdk },
    'mixed-kinds': { error: 'Found multiple dataset formats in the input file.', source: sdk },
    'too-few-examples': { error: 'resulted in only 0 samples. Our minimum is 1 samples.', source: sdk },
  },
} as const satisfies Target
