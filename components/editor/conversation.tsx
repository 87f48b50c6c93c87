'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Note } from '@/components/ui/note'
import { kindOf, promptLength } from '@/lib/conversations/kind'
import { AnswerPair } from './answer-pair'
import { ClashPanel } from './clash-panel'
import { ConversationHead } from './conversation-head'
import { FindTurn } from './find-turn'
import { useProblemSentence } from './problem-sentence'
import { useEditor, useSurroundings } from './session-context'
import { LineKeys } from './tool-definitions'
import { insertTurn } from './turn-actions'
import { Turns, windowFrom } from './turns'

/** The middle pane: one example, its turns in order. */
export function Conversation({ onMoveOn }: { onMoveOn: () => void }) {
  const t = useTranslations('editor')
  const { session, mayEdit, attempt, Findings } = useSurroundings()
  const ids = useEditor((s) => s.shown.draft.messageIds)
  const conversation = useEditor((s) => s.shown.draft.conversation)
  const pair = kindOf(conversation) === 'preference'
  const turnIds = ids.slice(0, promptLength(conversation))
  // stays as it was when opened: nobody's field is taken away by the turn that makes it many
  const [many] = useState(turnIds.length >= windowFrom)
  const lastId = turnIds.at(-1) ?? null
  const add = (role: 'user' | 'assistant') => attempt(() => insertTurn(session, lastId, 'below', role))
  const { messages } = conversation
  const hasSystem = messages[0]?.role === 'system' || messages[0]?.role === 'developer'
  const head = (
    <>
      <LineProblems />
      {Findings && <Findings messageId={null} />}
      <DuplicateKeys />
      <LineKeys />
      {mayEdit && !hasSystem && (
        <Button
          size="sm"
          variant="quiet"
          className="mt-1 -ml-2"
          onClick={() => attempt(() => insertTurn(session, null, 'below', 'system'))}
        >
          <Plus aria-hidden="true" />
          {t('addSystem')}
        </Button>
      )}
    </>
  )
  return (
    <>
      <ConversationHead onMoveOn={onMoveOn} />
      <ClashPanel />
      {many && <FindTurn ids={turnIds} />}
      <div className="talk min-h-0 flex-1 overflow-y-auto px-7 pt-2 pb-10 max-sm:px-4" id="conversation">
        <Turns ids={turnIds} head={head} many={many} />
        {mayEdit && (
          <div className="mt-2 flex gap-2 pl-[92px] max-sm:pl-0">
            <Button size="sm" variant="quiet" onClick={() => add('user')}>
              <Plus aria-hidden="true" />
              {t('addUser')}
            </Button>
            {!pair && (
              <Button size="sm" variant="quiet" onClick={() => add('assistant')}>
                <Plus aria-hidden="true" />
                {t('addAssistant')}
              </Button>
            )}
          </div>
        )}
        {pair && <AnswerPair />}
      </div>
    </>
  )
}

/** Rules that the line as a whole breaks. */
function LineProblems() {
  const sentence = useProblemSentence()
  const problems = useEditor((s) => s.server.problemList)
  const line = problems.filter((p) => p.messageIndex === null)
  if (line.length === 0) return null
  return (
    <ul className="my-2 grid gap-1.5">
      {line.map((problem) => {
        const { title, remedy } = sentence(problem)
        return (
          <li key={`${problem.code}${JSON.stringify(problem.params)}`}>
            <Note
              tone={
                problem.severity === 'error' ? 'bad' : problem.severity === 'warning' ? 'warn' : 'neutral'
              }
              title={title}
            >
              {remedy}
            </Note>
          </li>
        )
      })}
    </ul>
  )
}

/** A line with the same key twice exports as it came; its first edit needs the word that the last value stays. */
function DuplicateKeys() {
  const t = useTranslations('editor')
  const { session, mayEdit, attempt } = useSurroundings()
  const twice = useEditor((s) => s.server.duplicateKeys)
  if (!twice || !mayEdit) return null
  return (
    <Note tone="warn" title={t('duplicateKeysTitle')} className="my-2">
      <p className="mb-2">{t('duplicateKeysHint')}</p>
      <Button size="sm" onClick={() => attempt(() => session.act([{ type: 'keep-last-keys' }]))}>
        {t('keepLastKeys')}
      </Button>
    </Note>
  )
}
