import type { CapabilityKind } from './words'

/** An action that a sentence claims or offers; places are those of the sentence. */
export type Claim = { kind: CapabilityKind; from: number; to: number }

/** What the sentence stands in: `hasWork` where the user gave a text, a table or code that can be looked at. */
export type Around = { hasWork: boolean }
