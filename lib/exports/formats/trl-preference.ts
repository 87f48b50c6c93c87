import { promptLength } from '@/lib/conversations/kind'
import type { Format } from '../format'
import { templateMessages, toolsOf } from '../messages-out'
import { beyondText } from '../not-carried'

/** FORMATS 2.1, with the prompt beside both answers. */
export const trlPreference = {
  name: 'trl-preference',
  label: 'TRL preference (DPO)',
  kind: 'preference',
  group: 'trainer',
  extension: 'jsonl',
  weights: null,
  target: null,
  notCarried: beyondText,
  write: (conversation) => {
    const messages = templateMessages(conversation)
    const tools = toolsOf(conversation)
    const prompt = promptLength(conversation)
    return [
      JSON.stringify({
        prompt: messages.slice(0, prompt),
        chosen: messages.slice(prompt, prompt + 1),
        rejected: messages.slice(prompt + 1),
        ...(tools ? { tools } : {}),
      }),
    ]
  },
  snippet: ({ train, test }) => ({
    language: 'python',
    text: `from datasets import load_dataset
from trl import DPOConfig, DPOTrainer

data = load_dataset("json", data_files={"train": "${train}"${test ? `, "test": "${test}"` : ''}})
trainer = DPOTrainer(
    model="Qwen/Qwen2.5-0.5B-Instruct",  # or the model trained on the preferred answers
    args=DPOConfig(output_dir="out", beta=0.1),
    train_dataset=data["train"],
${test ? '    eval_dataset=data["test"],\n' : ''})
trainer.train()
`,
  }),
} as const satisfies Format
