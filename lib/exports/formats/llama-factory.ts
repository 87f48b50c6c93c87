import type { Format, TrainFacts } from '../format'
import { beyondText, notAlternating, textBesideCalls } from '../not-carried'
import { shareGptRecord } from './sharegpt'

const entry = (file_name: string) => ({
  file_name,
  formatting: 'sharegpt',
  columns: { messages: 'conversations', system: 'system', tools: 'tools' },
})

export const datasetInfo = <T>({ train, test }: TrainFacts, entryOf: (file: string) => T): string =>
  `${JSON.stringify({ finecut_train: entryOf(train), ...(test ? { finecut_test: entryOf(test) } : {}) }, null, 2)}\n`

/** What every training file of LLaMA-Factory says. */
export const llamaFactoryConfig = ({
  test,
  lastOnly,
}: TrainFacts): string => `# llamafactory-cli train sft.yaml
model_name_or_path: Qwen/Qwen2.5-0.5B-Instruct
stage: sft
do_train: true
finetuning_type: lora
template: qwen
dataset_dir: .
dataset: finecut_train
${test ? 'eval_dataset: finecut_test\n' : ''}mask_history: ${lastOnly}
output_dir: out
`

/** FORMATS 2.2: system and tools beside the turns. Examples whose turns don't alternate would be emptied without a word. */
export const llamaFactory = {
  name: 'llama-factory',
  label: 'LLaMA-Factory',
  kind: 'chat',
  group: 'trainer',
  extension: 'jsonl',
  weights: { learns: 'all', lastOnly: 'mask_history: true' },
  target: null,
  notCarried: (conversation) => [
    ...beyondText(conversation),
    ...textBesideCalls(conversation),
    ...notAlternating(conversation),
  ],
  write: (conversation) => [JSON.stringify(shareGptRecord(conversation))],
  extra: { 'dataset_info.json': (facts) => datasetInfo(facts, entry) },
  snippet: (facts) => ({ language: 'yaml', text: llamaFactoryConfig(facts) }),
} as const satisfies Format
