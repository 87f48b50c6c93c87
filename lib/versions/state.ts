import type { VersionRow } from './schema'

/** Whether a version, or one of its formats, is under way. */
export const isMaking = ({ state, formats }: Pick<VersionRow, 'state' | 'formats'>): boolean =>
  state === 'making' || formats.some((format) => format.state === 'running')
