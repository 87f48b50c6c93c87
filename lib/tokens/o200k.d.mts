export function openO200k(): (text: string) => number
