/** One preference line as a file holds it. */
export const preferenceLine = (prompt: string, preferred: string, rejected: string): string =>
  `{"input": {"messages": [{"role": "user", "content": ${JSON.stringify(prompt)}}]}, "preferred_output": [{"role": "assistant", "content": ${JSON.stringify(preferred)}}], "non_preferred_output": [{"role": "assistant", "content": ${JSON.stringify(rejected)}}]}`
