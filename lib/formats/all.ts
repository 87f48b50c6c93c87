import type { Format } from './format'
import { alpaca } from './formats/alpaca'
import { converse } from './formats/converse'
import { functionQuestions } from './formats/function-questions'
import { gemini } from './formats/gemini'
import { openaiChat, openaiPreference } from './formats/openai'
import { preferencePairs } from './formats/preference-pairs'
import { promptCompletion } from './formats/prompt-completion'
import { prompts } from './formats/prompts'
import { registry } from './formats/registry'
import { reinforcement } from './formats/reinforcement'
import { sharegpt } from './formats/sharegpt'
import { speakerPairs } from './formats/speaker-pairs'
import { tableGrouped, tablePair } from './formats/table'
import { turnList } from './formats/turn-list'
import type { FormatName } from './schema'

export const formats: Record<FormatName, Format> = {
  'openai-chat': openaiChat,
  'openai-preference': openaiPreference,
  sharegpt,
  alpaca,
  'prompt-completion': promptCompletion,
  'preference-pairs': preferencePairs,
  'speaker-pairs': speakerPairs,
  'turn-list': turnList,
  prompts,
  'function-questions': functionQuestions,
  converse,
  gemini,
  'table-pair': tablePair,
  'table-grouped': tableGrouped,
  reinforcement,
  registry,
}
