import type { Conversation } from '../schema'
import { textOf } from '../summary'
import type { Target, TargetReport } from './target'
import { checkKeys, checkRoles, hasImage, imageUrls, refusesPairs } from './turn-rules'

const label = 'Bedrock Nova'
const validator = 'FORMATS 2.9 (its dataset validator)'
const reserved = [
  'System:',
  'SYSTEM:',
  'User:',
  'USER:',
  'Bot:',
  'BOT:',
  'Assistant:',
  'ASSISTANT:',
  'Thought:',
  '[EOS]',
  '<image>',
  '<video>',
]
const place = /^s3:\/\/[\w\-/.]+\.(?:jpe?g|png|gif|webp)$/i

function check(conversation: Conversation, report: TargetReport): void {
  const { messages } = conversation
  if (refusesPairs(conversation, label, report)) return
  checkKeys(conversation, ['tools', 'functions', 'parallel_tool_calls'], label, report)
  checkRoles(conversation, ['system', 'user', 'assistant'], label, report)
  checkOrder(conversation, report)
  messages.forEach((message, index) => {
    const text = textOf(message)
    const word = reserved.find((one) => text.includes(one))
    if (word) report('reserved-word', index, { word, target: label })
    if (text.trim() === '' && !hasImage(message)) report('empty-text', index, { target: label })
    if (!imageUrls(message).every((url) => place.test(url))) report('image-place', index, { target: label })
  })
}

/** A system turn first, then user and assistant by turns; the first that is out of place is told. */
function checkOrder({ messages }: Conversation, report: TargetReport): void {
  const start = messages[0]?.role === 'system' ? 1 : 0
  const turns = messages.slice(start)
  const at = turns.findIndex(({ role }, index) =>
    index === 0 ? role !== 'user' : role === 'system' || role === turns[index - 1]!.role,
  )
  if (at < 0) return
  const { role } = turns[at]!
  if (at === 0) report('first-turn', start, { target: label, wanted: 'user' })
  else if (role === 'system') report('system-place', start + at, { target: label })
  else report('role-twice', start + at, { role, target: label })
}

/** FORMATS 2.9, the profile of text and images. Weights don't exist there: the export asks what to do. */
export const bedrockNova = {
  name: 'bedrock-nova',
  label,
  severities: {
    'special-token': 'warning',
    'too-many-tokens': 'warning',
    'image-url': null,
    'image-format': null,
  },
  check,
  file: { least: 8, most: 20_000 },
  prevents: {
    'target-key': { error: null, source: validator },
    'target-role': {
      error: "Invalid value for role, valid values are ['user', 'assistant']",
      source: validator,
    },
    'first-turn': { error: 'Invalid messages, expected user role but found assistant', source: validator },
    'role-twice': { error: 'Invalid messages, expected assistant role but found user', source: validator },
    'system-place': {
      error: "Invalid value for role, valid values are ['user', 'assistant']",
      source: validator,
    },
    'last-not-assistant': {
      error: 'Invalid messages, last turn should have assistant role',
      source: validator,
    },
    'no-assistant': {
      error: "Invalid messages, both ['user', 'assistant'] are needed in sample",
      source: validator,
    },
    'reserved-word': {
      error: 'Invalid text content, following tokens are invalid: `User:`',
      source: validator,
    },
    'empty-text': { error: 'Invalid content, empty text content', source: validator },
    'image-place': { error: "Invalid S3 URI, must start with 's3://'", source: validator },
    'too-many-images': {
      error: 'Invalid content, number of images 11 exceed maximum allowed limit of 10',
      source: validator,
    },
    'too-few-examples': { error: 'Numer of samples 7 out of bounds between 8 and 20000', source: validator },
    'too-many-examples': {
      error: 'Numer of samples 20001 out of bounds between 8 and 20000',
      source: validator,
    },
  },
} as const satisfies Target
