/** 0 to 1; 0 where nothing is counted. */
export const shareOf = (count: number, total: number) => (total === 0 ? 0 : count / total)
