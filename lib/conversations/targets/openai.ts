import type { Target } from './target'

const guide = 'FORMATS 1.11'

/** The rules that the validator has by itself: FORMATS 1.1 to 1.6. */
export const openai = {
  name: 'openai',
  label: 'OpenAI',
  file: { least: 10, megabytes: 512, imageExamples: 50_000 },
  prevents: {
    'not-object': {
      error:
        'Expected file to have JSONL format, where every line is a JSON dictionary. Line 1 is not a dictionary',
      source: guide,
    },
    'not-json': {
      error: "Example 1273 cannot be parsed. Error: line contains invalid json: Expecting ',' delimiter",
      source: guide,
    },
    'no-messages': { error: "Invalid file format. Example 1 is missing key 'messages'", source: guide },
    'no-input': { error: "Invalid file format. Example 1 is missing key 'input'", source: guide },
    'other-format': {
      error: 'Unexpected file format, expected either prompt/completion pairs or chat messages',
      source: guide,
    },
    'unknown-role': {
      error: "Example 100, message 2 Discriminator 'role' is missing in value",
      source: guide,
    },
    'unknown-key': { error: 'Example 1 contains an extra "weight"', source: guide },
    'mixed-tools': { error: 'Example 536 contains an extra "tools"', source: guide },
    'mixed-kinds': {
      error:
        "Input file is in the fine-tune-chat format, but the specified fine-tuning job is not using 'supervised' as the training method",
      source: guide,
    },
    'special-token': {
      error: 'Example 6174 message contains an invalid token: <|fim_suffix|>',
      source: guide,
    },
    'too-few-examples': {
      error: 'Training file has 9 example(s), but must have at least 10 examples',
      source: guide,
    },
  },
} as const satisfies Target
