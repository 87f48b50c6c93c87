import { azure } from './targets/azure'
import { bedrockNova } from './targets/bedrock-nova'
import { fireworks } from './targets/fireworks'
import { mistral } from './targets/mistral'
import { openai } from './targets/openai'
import type { Target } from './targets/target'
import { together } from './targets/together'

/** The trainers that a file can be held against. */
const all = [openai, azure, together, fireworks, mistral, bedrockNova] as const

export type TargetName = (typeof all)[number]['name']
export const targets: readonly (Target & { name: TargetName })[] = all
export const targetNames = all.map(({ name }) => name) as [TargetName, ...TargetName[]]
export const targetOf = (name: TargetName): Target => targets.find((target) => target.name === name)!
