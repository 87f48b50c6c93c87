import 'server-only'
import { piecesOf } from '@/lib/conversations/pieces'
import type { SaidText, Subject } from '../check'
import { type Answer, answerOf } from './answer'
import { asksForAdvice, asksForDatum, asksOneThing, isOpenEnded } from './openness'
import { normalised } from './plain'
import { hashOf, type Question, questionOf } from './question'

/**
 * What is kept of a turn beside each of its keys: `one` where it asks for one thing, `datum` where
 * a few words answer it, `many` where several answers are right, `advice` where one is told to do it or not to.
 */
export type Facts = {
  question: Question
  answer: Answer
  one: boolean
  datum: boolean
  many: boolean
  advice: boolean
  keys: string[]
}
/** A user's turn and its answer; `keys` without `context` are the same wherever it is asked. */
export type Turn = { facts: Facts; context: string; messageIndex: number }

const known = new WeakMap<Subject, Turn[]>()

/**
 * Turns with an answer that is learned. What a tool said or a picture shows is another reason for another answer: turns
 * after such are left out.
 */
export function turnsOf(subject: Subject): Turn[] {
  const turns = known.get(subject) ?? readTurns(subject)
  known.set(subject, turns)
  return turns
}

function readTurns({ conversation, said }: Subject): Turn[] {
  const texts = groupByMessage(said)
  const turns: Turn[] = []
  let context = ''
  let asked: { text: string; normal: string; context: string } | null = null
  for (const [messageIndex, message] of conversation.messages.entries()) {
    if (message.role === 'tool' || message.role === 'function') return turns
    if (piecesOf(message).some(({ kind }) => kind === 'image' || kind === 'other')) return turns
    const own = texts.get(messageIndex) ?? []
    const text = own.map((one) => one.text).join('\n')
    const normal = normalised(text)
    if (message.role === 'assistant' && asked && text !== '' && own.every(({ trained }) => trained)) {
      const hash = hashOf(normal.replaceAll(' ', ''))
      const { question, keys } = questionOf(asked.text, asked.normal)
      const facts = {
        question,
        answer: answerOf(text, hash, asked.text),
        one: asksOneThing(asked.text),
        datum: asksForDatum(asked.text),
        many: isOpenEnded(asked.text),
        advice: asksForAdvice(asked.text),
        keys,
      }
      turns.push({ facts, context: asked.context, messageIndex })
      asked = null
    }
    if (message.role === 'user' && text.trim() !== '') asked = { text, normal, context }
    context = hashOf(`${context}${message.role} ${normal}`)
  }
  return turns
}

function groupByMessage(said: readonly SaidText[]): Map<number, SaidText[]> {
  const all = new Map<number, SaidText[]>()
  for (const one of said) {
    const own = all.get(one.messageIndex)
    if (own) own.push(one)
    else all.set(one.messageIndex, [one])
  }
  return all
}
