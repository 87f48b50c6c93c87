import { useState } from 'react'

const drafts = new Map<string, string>()

/** What is being made of a suggested answer, by suggestion: it outlives the panel, and the example, that it is typed in. */
export function useAnswerDraft(suggestionId: string) {
  const [draft, setShown] = useState(drafts.get(suggestionId) ?? null)
  const setDraft = (text: string | null) => {
    if (text === null) drafts.delete(suggestionId)
    else drafts.set(suggestionId, text)
    setShown(text)
  }
  return [draft, setDraft] as const
}
