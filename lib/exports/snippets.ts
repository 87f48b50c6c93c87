import type { Snippet, TrainFacts } from './format'

/** What Axolotl needs to train on files of messages; `kind` is how it reads them. */
export function axolotlConfig(kind: 'json' | 'parquet', { train, test }: TrainFacts): string {
  const source = (file: string) => `  - path: ${file}
    ds_type: ${kind}
    type: chat_template
    field_messages: messages
    message_field_training: train
    roles_to_train: ["assistant"]
    train_on_eos: turn
`
  return `# axolotl train axolotl.yaml
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
}

/** A training by TRL: `trainer` is SFT or DPO, `option` what its settings say beside the folder. */
export function trlSnippet(trainer: 'SFT' | 'DPO', option: string, { train, test }: TrainFacts): Snippet {
  const note = trainer === 'DPO' ? '  # or the model trained on the preferred answers' : ''
  return {
    language: 'python',
    text: `from datasets import load_dataset
from trl import ${trainer}Config, ${trainer}Trainer

data = load_dataset("json", data_files={"train": "${train}"${test ? `, "test": "${test}"` : ''}})
trainer = ${trainer}Trainer(
    model="Qwen/Qwen2.5-0.5B-Instruct",${note}
    args=${trainer}Config(output_dir="out", ${option}),
    train_dataset=data["train"],
${test ? '    eval_dataset=data["test"],\n' : ''})
trainer.train()
`,
  }
}
