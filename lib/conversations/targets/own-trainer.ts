import type { Target } from './target'

/** A trainer on one's own machine: what only a provider refuses is a remark there. */
export const ownTrainer: Target = {
  name: 'own-trainer',
  label: '',
  severities: { 'special-token': 'warning', 'too-many-tokens': 'warning', 'weight-spelling': null },
  file: { least: 1 },
  prevents: {},
}
