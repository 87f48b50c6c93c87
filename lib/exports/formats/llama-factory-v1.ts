import type { Message } from '@/lib/conversations/schema'
import { textOf } from '@/lib/conversations/summary'
import { isTrained } from '@/lib/conversations/weights'
import type { Format } from '../format'
import { bareTools, callsWithArguments } from '../messages-out'
import { beyondText } from '../not-carried'

function writeMessage(message: Message): string {
  const text = textOf(message)
  const calls = callsWithArguments(message)
  const content = [
    ...(text === '' && calls.length > 0 ? [] : [{ type: 'text', value: text }]),
    ...calls.map(({ name, args }) => ({
      type: 'tool_call',
      value: JSON.stringify({ name, arguments: args }),
    })),
  ]
  const head = JSON.stringify({ role: message.role, content }).slice(0, -1)
  // a column of 0.0 and 1.0 is read as what it is: numbers with a point
  return `${head},"loss_weight":${isTrained(message) ? '1.0' : '0.0'}}`
}

/** FORMATS 2.2, its newer core: a weight on each message. */
export const llamaFactoryV1 = {
  name: 'llama-factory-v1',
  label: 'LLaMA-Factory v1',
  kind: 'chat',
  group: 'trainer',
  extension: 'jsonl',
  weights: { mark: '"loss_weight": 0.0' },
  target: null,
  notCarried: beyondText,
  write: (conversation) => {
    const messages = `"messages":[${conversation.messages.map(writeMessage).join(',')}]`
    const tools = bareTools(conversation)
    const text = tools ? `,"tools":${JSON.stringify(JSON.stringify(tools))}` : ''
    return [`{${messages}${text}}`]
  },
  extra: {
    'dataset.yaml': ({ train }) => `finecut_train:\n  file_name: ${train}\n  dataset_dir: .\n`,
  },
  snippet: () => ({
    language: 'yaml',
    text: `# USE_V1=1 llamafactory-cli sft train.yaml
model: Qwen/Qwen3-4B
model_class: llm
peft_config:
  name: lora
  r: 16
  lora_alpha: 32
  target_modules: all
train_dataset: dataset.yaml
output_dir: out
micro_batch_size: 1
cutoff_len: 2048
learning_rate: 1.0e-4
`,
  }),
} as const satisfies Format
