import type { Format } from '../format'
import { templateMessages, toolsOf } from '../messages-out'
import { beyondText } from '../not-carried'

/** FORMATS 2.1: only the completion is learned. */
export const trlPromptCompletion = {
  name: 'trl-prompt-completion',
  label: 'TRL prompt-completion',
  kind: 'chat',
  group: 'trainer',
  extension: 'jsonl',
  weights: { learns: 'last' },
  target: null,
  notCarried: beyondText,
  write: (conversation) => {
    const messages = templateMessages(conversation)
    const tools = toolsOf(conversation)
    return [
      JSON.stringify({
        prompt: messages.slice(0, -1),
        completion: messages.slice(-1),
        ...(tools ? { tools } : {}),
      }),
    ]
  },
  snippet: ({ train, test }) => ({
    language: 'python',
    text: `from datasets import load_dataset
from trl import SFTConfig, SFTTrainer

data = load_dataset("json", data_files={"train": "${train}"${test ? `, "test": "${test}"` : ''}})
trainer = SFTTrainer(
    model="Qwen/Qwen2.5-0.5B-Instruct",
    args=SFTConfig(output_dir="out", completion_only_loss=True),
    train_dataset=data["train"],
${test ? '    eval_dataset=data["test"],\n' : ''})
trainer.train()
`,
  }),
} as const satisfies Format
