import type { Mapping } from './schema'

const names = {
  user: 'user,question,q,prompt,instruction,input,query,ask,asked,human,customer,질문,사용자,고객,문의',
  assistant:
    'assistant,answer,a,response,completion,output,reply,gpt,bot,agent,chatbot,답변,대답,응답,상담사,챗봇',
  system: 'system,systemprompt,시스템',
  conversation:
    'conversation,conversationid,convid,convoid,dialogue,dialogueid,dialog,dialogid,chatid,sessionid,session,threadid,thread,ticketid,ticket,groupid,대화,대화id,대화번호',
  order:
    'order,turn,turnid,turnindex,utteranceid,uttid,index,step,position,seq,sequence,srno,timestamp,time,순서,번호,시간',
  speaker: 'speaker,role,from,author,sender,화자,발화자,역할,작성자',
  text: 'text,utterance,message,content,value,body,transcript,내용,발화,메시지,텍스트',
} as const
type Place = keyof typeof names

const plain = (name: string) => name.toLowerCase().replace(/[\s_\-.]/g, '')

/** The column for a place, in the order of the names that are common for it. */
function find(columns: readonly string[], place: Place): string | undefined {
  const known = names[place].split(',')
  for (const name of known) {
    const column = columns.find((candidate) => plain(candidate) === name)
    if (column !== undefined) return column
  }
  return undefined
}

export type Guess = { mapping: Mapping; confidence: number }

/** What columns hold by their names; without any that is known, the first two as question and answer. */
export function guessMapping(columns: readonly string[], mode?: Mapping['mode']): Guess {
  const grouped = guessGrouped(columns)
  if (mode === 'grouped') return grouped
  if (mode === undefined && grouped.confidence > 0.5) return grouped
  return guessPair(columns)
}

function guessGrouped(columns: readonly string[]): Guess {
  const found = {
    conversation: find(columns, 'conversation'),
    speaker: find(columns, 'speaker'),
    text: find(columns, 'text'),
  }
  const order = find(columns, 'order')
  const free = columns.filter((column) => !Object.values(found).includes(column) && column !== order)
  const mapping: Mapping = {
    mode: 'grouped',
    conversation: found.conversation ?? free.shift() ?? columns[0] ?? '',
    speaker: found.speaker ?? free.shift() ?? columns[0] ?? '',
    text: found.text ?? free.pop() ?? columns.at(-1) ?? '',
    ...(order === undefined ? {} : { order }),
  }
  return { mapping, confidence: Object.values(found).every((column) => column !== undefined) ? 0.9 : 0.2 }
}

function guessPair(columns: readonly string[]): Guess {
  const user = find(columns, 'user')
  const assistant = find(columns, 'assistant')
  const system = find(columns, 'system')
  const free = columns.filter((column) => column !== assistant && column !== system)
  const asked = user ?? free[0] ?? columns[0] ?? ''
  // without any name to go by, the second column is the answer
  const answered = assistant ?? (user === undefined ? free[1] : undefined)
  const mapping: Mapping = {
    mode: 'pair',
    user: asked,
    ...(answered === undefined ? {} : { assistant: answered }),
    ...(system === undefined ? {} : { system }),
  }
  return { mapping, confidence: user && assistant ? 0.85 : user || assistant ? 0.6 : 0.4 }
}

const known = new Set(Object.values(names).flatMap((list) => list.split(',')))

/** Whether the first row of a table names its columns: known names, or short words, each once and none a number. */
export function looksLikeHeader(cells: readonly string[]): boolean {
  if (cells.some((cell) => known.has(plain(cell)))) return true
  const isName = (cell: string) => cell.trim() !== '' && cell.length <= 40 && !Number.isFinite(Number(cell))
  return (
    cells.every(isName) &&
    new Set(cells).size === cells.length &&
    cells.every((c) => !/[.?!]$/.test(c.trim()))
  )
}
