import type { Json } from '@/lib/conversations/schema'
import type { Format, TrainFacts } from '../format'
import { type JsonObject, markUntrained, templateMessages, toolsOf } from '../messages-out'
import { beyondText } from '../not-carried'

// a column has one shape: what is free in its shape is JSON in a text
const column = ({ tool_calls, ...message }: JsonObject): Json => ({
  ...message,
  ...(tool_calls === undefined ? {} : { tool_calls: JSON.stringify(tool_calls) }),
})

const source = (file: string) => `  - path: ${file}
    ds_type: parquet
    type: chat_template
    field_messages: messages
    message_field_training: train
    roles_to_train: ["assistant"]
`

const config = ({ train, test }: TrainFacts): string => `# axolotl train axolotl.yaml
base_model: Qwen/Qwen2.5-0.5B-Instruct
chat_template: tokenizer_default
datasets:
${source(train)}${test ? `test_datasets:\n${source(test)}` : ''}sequence_len: 4096
adapter: lora
lora_r: 16
lora_alpha: 32
lora_target_linear: true
micro_batch_size: 1
gradient_accumulation_steps: 8
num_epochs: 3
learning_rate: 0.0002
output_dir: out
`

/** FORMATS 2.13: Axolotl's messages as nested columns. */
export const parquet = {
  name: 'parquet',
  label: 'Parquet (Axolotl)',
  kind: 'chat',
  group: 'trainer',
  extension: 'parquet',
  weights: { mark: 'train = false' },
  target: null,
  notCarried: beyondText,
  write: (conversation) => {
    const messages = templateMessages(conversation, markUntrained({ train: false })).map(column)
    const tools = toolsOf(conversation)
    return [JSON.stringify({ messages, ...(tools ? { tools: JSON.stringify(tools) } : {}) })]
  },
  extra: { 'axolotl.yaml': config },
  snippet: (facts) => ({ language: 'yaml', text: config(facts) }),
} as const satisfies Format
