// What the browser needs of this room's schema without its library.

/** What the model looks for; `answer` is a better answer where one is needed. */
export const looks = ['logic', 'grounding', 'style', 'answer'] as const
export type Look = (typeof looks)[number]

export const suggestionStates = ['open', 'accepted', 'edited', 'rejected'] as const
export type SuggestionState = (typeof suggestionStates)[number]

export const readingStates = ['collecting', 'running', 'done', 'cancelled', 'stopped'] as const
export type ReadingState = (typeof readingStates)[number]
export const isReading = (state: ReadingState): boolean => state === 'collecting' || state === 'running'

/** How the model is asked to keep to the form: by a JSON schema, as any JSON object, or by words alone. */
export const answerForms = ['schema', 'object', 'words'] as const

export const mostProposals = 50

/** What examples are proposed for: a weak spot, by its id, or a cell of coverage, by the ids of its two tags. */
export const aboutKinds = ['weak-spot', 'coverage'] as const
/** So many that wait for a person are listed at once. */
export const mostOpenProposals = 50

/** The budget of one question that a person asks about one example: none that anybody set. */
export const unlimitedMoney = 1_000_000
