'use client'

import { useTranslations } from 'next-intl'
import { useEditor, useSurroundings } from '@/components/editor/session-context'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { MarkedText } from '@/components/ui/marked-text'
import { Textarea } from '@/components/ui/textarea'
import { textEdit } from '@/lib/conversations/text-edit'
import { diffWords } from '@/lib/conversations/word-diff'
import type { Edit } from '@/lib/examples/schema'
import { editsOnProposal } from '@/lib/second-reader/decide'
import type { SuggestionRow } from '@/lib/second-reader/schema'
import { useAnswerDraft } from './answer-drafts'

/** One thing that the model said, and what a person makes of it: each is one edit, with one step to undo it. */
export function SuggestionItem({ suggestion }: { suggestion: SuggestionRow }) {
  const t = useTranslations('secondReader.panel')
  const { session, mayEdit, attempt } = useSurroundings()
  const place = useEditor((s) => s.shown.draft.messageIds.indexOf(suggestion.messageId ?? ''))
  const { id, content, messageId, isStale, model } = suggestion
  const mark = (to: 'accepted' | 'edited' | 'rejected'): Edit => ({
    type: 'set-suggestion',
    suggestionId: id,
    from: 'open',
    to,
    model,
  })
  const act = (...edits: Edit[]) => attempt(() => session.act(edits))
  const name = content.kind === 'remark' ? t(`look.${content.look}`) : t(`kind.${content.kind}`)
  return (
    <li
      aria-label={messageId ? t('of', { name, turn: place + 1 }) : name}
      className="grid gap-2 rounded-md border border-line bg-sunken p-2.5"
    >
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={content.kind === 'remark' ? 'warn' : 'accent'}>{name}</Badge>
        {messageId && place >= 0 && (
          <button
            type="button"
            className="text-ink-2 text-xs underline underline-offset-2"
            onClick={() => session.focus(messageId)}
          >
            {t('turn', { turn: place + 1 })}
          </button>
        )}
        <span className="ml-auto truncate text-2xs text-ink-3">{model}</span>
      </div>
      {isStale && <p className="text-warn text-xs">{t('stale')}</p>}
      {content.kind === 'answer' ? (
        <Answer
          suggestion={suggestion}
          content={content}
          onTake={(edit, isEdited) => act(edit, mark(isEdited ? 'edited' : 'accepted'))}
          onReject={() => act(mark('rejected'))}
        />
      ) : (
        <>
          {content.kind === 'remark' && content.quote && (
            <blockquote className="whitespace-pre-wrap break-words border-line border-l-2 pl-2 text-ink-2 text-sm">
              {content.quote}
            </blockquote>
          )}
          <p className="whitespace-pre-wrap break-words text-sm">
            {content.kind === 'remark' ? content.text : [content.title, content.why].join('\n')}
          </p>
          {mayEdit && content.kind === 'remark' && (
            <div className="flex flex-wrap gap-2">
              <Button size="sm" onClick={() => act(mark('accepted'))}>
                {t('agree')}
              </Button>
              <Button size="sm" variant="quiet" onClick={() => act(mark('rejected'))}>
                {t('reject')}
              </Button>
            </div>
          )}
          {mayEdit && content.kind === 'example' && <Decision suggestion={suggestion} />}
        </>
      )}
    </li>
  )
}

/** A proposed example is kept as a draft, as it stands now, or thrown away. Keeping it is a decision, for leads. */
function Decision({ suggestion: { id: suggestionId, model } }: { suggestion: SuggestionRow }) {
  const t = useTranslations('secondReader.panel')
  const { session, role, attempt } = useSurroundings()
  const status = useEditor((s) => s.shown.status)
  if (status === 'excluded' && role !== 'lead') return <p className="text-ink-3 text-xs">{t('leadKeeps')}</p>
  const decide = (isTaken: boolean) =>
    attempt(() => session.act(editsOnProposal({ suggestionId, status, model }, isTaken)))
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="sm" onClick={() => decide(true)}>
        {t('keep')}
      </Button>
      <Button size="sm" variant="quiet" onClick={() => decide(false)}>
        {t('throwAway')}
      </Button>
    </div>
  )
}

function Answer({
  suggestion: { id, messageId },
  content,
  onTake,
  onReject,
}: {
  suggestion: SuggestionRow
  content: Extract<SuggestionRow['content'], { kind: 'answer' }>
  onTake: (edit: Edit, isEdited: boolean) => void
  onReject: () => void
}) {
  const t = useTranslations('secondReader.panel')
  const { mayEdit } = useSurroundings()
  const now = useEditor((s) => {
    const { conversation, messageIds } = s.shown.draft
    return conversation.messages[messageIds.indexOf(messageId ?? '')]?.content
  })
  const [draft, setDraft] = useAnswerDraft(id)
  const fits = typeof now === 'string' && messageId !== null
  const take = (text: string) => {
    if (!fits) return
    setDraft(null)
    onTake({ type: 'edit-text', messageId, path: ['content'], ...textEdit(now, text) }, text !== content.text)
  }
  return (
    <>
      {content.why && <p className="whitespace-pre-wrap break-words text-ink-2 text-xs">{content.why}</p>}
      {draft === null ? (
        <div className="max-h-80 overflow-y-auto whitespace-pre-wrap break-words text-sm">
          <MarkedText pieces={diffWords(fits ? now : '', content.text)} />
        </div>
      ) : (
        <Field label={t('yours')}>
          <Textarea value={draft} rows={6} onChange={(event) => setDraft(event.target.value)} />
        </Field>
      )}
      {mayEdit && (
        <div className="flex flex-wrap gap-2">
          {draft === null ? (
            <>
              <Button size="sm" disabled={!fits} onClick={() => take(content.text)}>
                {t('accept')}
              </Button>
              <Button size="sm" variant="quiet" disabled={!fits} onClick={() => setDraft(content.text)}>
                {t('edit')}
              </Button>
              <Button size="sm" variant="quiet" onClick={onReject}>
                {t('reject')}
              </Button>
            </>
          ) : (
            <>
              <Button size="sm" disabled={draft.trim() === ''} onClick={() => take(draft)}>
                {t('acceptEdited')}
              </Button>
              <Button size="sm" variant="quiet" onClick={() => setDraft(null)}>
                {t('back')}
              </Button>
            </>
          )}
        </div>
      )}
    </>
  )
}
