import type { Kind } from '@/lib/conversations/schema'
import { sides } from '@/lib/splits/words'
import { type Format, type WeightChoice, weightChoices } from './format'
import { alpaca } from './formats/alpaca'
import { axolotl } from './formats/axolotl'
import { azure } from './formats/azure'
import { bedrockNova } from './formats/bedrock-nova'
import { csv } from './formats/csv'
import { csvSpreadsheet } from './formats/csv-spreadsheet'
import { fireworks } from './formats/fireworks'
import { gemini } from './formats/gemini'
import { llamaFactory } from './formats/llama-factory'
import { llamaFactoryV1 } from './formats/llama-factory-v1'
import { mistral } from './formats/mistral'
import { openaiChat } from './formats/openai-chat'
import { openaiPreference } from './formats/openai-preference'
import { parquet } from './formats/parquet'
import { sharegpt } from './formats/sharegpt'
import { together } from './formats/together'
import { trlMessages } from './formats/trl-messages'
import { trlPreference } from './formats/trl-preference'
import { trlPromptCompletion } from './formats/trl-prompt-completion'

/** Every format that an export can be written in, in the order of lists. */
const all = [
  openaiChat,
  openaiPreference,
  azure,
  together,
  fireworks,
  mistral,
  gemini,
  bedrockNova,
  trlMessages,
  trlPromptCompletion,
  trlPreference,
  sharegpt,
  llamaFactory,
  llamaFactoryV1,
  axolotl,
  alpaca,
  csv,
  parquet,
  csvSpreadsheet,
] as const

export { type WeightChoice, weightChoices }
/** What sentences call the choices: a key takes no hyphen. */
export const choiceKeys = {
  'one-per-turn': 'onePerTurn',
  'end-after-last': 'endAfterLast',
  'leave-out-mixed': 'leaveOutMixed',
} as const satisfies Record<WeightChoice, string>
export type ExportFormat = (typeof all)[number]['name']
export const formats: readonly (Format & { name: ExportFormat })[] = all
export const exportFormats = all.map(({ name }) => name) as [ExportFormat, ...ExportFormat[]]

const byName = new Map<ExportFormat, Format>(all.map((format) => [format.name, format]))
export const formatOf = (name: ExportFormat): Format => byName.get(name)!

/** Where an export of that kind begins. */
export const formatOfKind: Record<Kind, ExportFormat> = {
  chat: 'openai-chat',
  preference: 'openai-preference',
}

/** What may stand beside the data files of a format, in the order in which they are listed. */
const extraFiles = [...new Set(formats.flatMap(({ extra }) => Object.keys(extra ?? {})))].sort()

const extensions = [...new Set(formats.map(({ extension }) => extension))]
const bothSides = (ending: string) => sides.map((side) => `${side}.${ending}`)
/** Every file that an export may hold, the manifest last: without one, a folder is not a complete export. */
export const exportFiles = [
  ...extensions.flatMap(bothSides),
  ...bothSides('lines.jsonl'),
  ...extraFiles,
  'manifest.json',
]
