import type { Format } from '../format'
import { templateMessages, toolsOf } from '../messages-out'
import { beyondText } from '../not-carried'

/** FORMATS 2.1, language modelling: all answers of a record are learned, or the whole text. */
export const trlMessages = {
  name: 'trl-messages',
  label: 'TRL messages',
  kind: 'chat',
  group: 'trainer',
  extension: 'jsonl',
  weights: { learns: 'all' },
  target: null,
  notCarried: beyondText,
  write: (conversation) => {
    const tools = toolsOf(conversation)
    return [JSON.stringify({ messages: templateMessages(conversation), ...(tools ? { tools } : {}) })]
  },
  snippet: ({ train, test }) => ({
    language: 'python',
    text: `from datasets import load_dataset
from trl import SFTConfig, SFTTrainer

data = load_dataset("json", data_files={"train": "${train}"${test ? `, "test": "${test}"` : ''}})
trainer = SFTTrainer(
    model="Qwen/Qwen2.5-0.5B-Instruct",
    args=SFTConfig(output_dir="out", assistant_only_loss=True),
    train_dataset=data["train"],
${test ? '    eval_dataset=data["test"],\n' : ''})
trainer.train()
`,
  }),
} as const satisfies Format
