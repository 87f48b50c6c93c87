// What the browser needs of this room's schema without its library.

export const sides = ['train', 'validation', 'test'] as const
export type Side = (typeof sides)[number]

/** `cluster`: both stand in one of near-duplicates so large that not each pair of it is kept. */
export const linkKinds = ['content', 'source', 'cluster', 'copy', 'near'] as const
export type LinkKind = (typeof linkKinds)[number]
/** What can't be told apart pair by pair. */
export const isWhole = (by: LinkKind): boolean => by === 'content' || by === 'source' || by === 'cluster'

export const isUnderWay = ({ state }: { state: string }): boolean =>
  state === 'running' || state === 'cancelling'
