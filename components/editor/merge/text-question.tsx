'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { MarkedText } from '@/components/ui/marked-text'
import { Textarea } from '@/components/ui/textarea'
import { asField, fromField } from '@/lib/conversations/line-ends'
import type { Question } from '@/lib/conversations/merge'
import { bothOf } from '@/lib/conversations/merge-texts'
import type { Piece } from '@/lib/conversations/schema'
import { diffWords } from '@/lib/conversations/word-diff'
import { hunksOf, resultOf } from './answers'
import { SideChoice } from './side-choice'
import type { Merge } from './use-merge'

type TextAsked = Extract<Question, { kind: 'text' }>

/** A text that both changed: before, theirs and mine; each place where the two meet; and the text that comes of it. */
export function TextQuestion({
  merge,
  asked,
  theirName,
}: {
  merge: Merge
  asked: TextAsked
  theirName: string
}) {
  const t = useTranslations('merge')
  const given = merge.given(asked)
  const hunks = hunksOf(asked)
  const clashes = hunks.filter((hunk) => hunk.kind === 'clash')
  const points = merge.points.filter((point) => point.asked === asked)
  const byHand = given.text !== undefined
  return (
    <div className="grid gap-2.5">
      <div className="grid gap-2 lg:grid-cols-3">
        <Pane title={t('base')} pieces={[{ text: asked.base, mark: 'same' }]} />
        <Pane title={t('theirs', { name: theirName })} pieces={diffWords(asked.base, asked.theirs)} />
        <Pane title={t('mine')} pieces={diffWords(asked.base, asked.mine)} />
      </div>
      {clashes.length === 0 && <p className="text-ink-3">{t('goTogether')}</p>}
      {!byHand &&
        clashes.map((clash, i) => (
          <SideChoice
            // places of a text have nothing but their order
            key={points[i]?.choice}
            merge={merge}
            point={points[i]!}
            name={t('place', { number: i + 1, count: clashes.length })}
            options={[
              { side: 'theirs', content: clash.theirs || <Nothing /> },
              { side: 'mine', content: clash.mine || <Nothing /> },
              ...(clash.theirs && clash.mine ? [{ side: 'both' as const, content: bothOf(clash) }] : []),
            ]}
          />
        ))}
      <Result
        key={given.of}
        text={resultOf(asked, given)}
        open={!byHand && points.some((p) => given.sides[p.choice] === undefined)}
        onText={(text) => merge.write(asked, text)}
      />
    </div>
  )
}

export function Nothing() {
  const t = useTranslations('merge')
  return <i className="text-ink-3">{t('nothing')}</i>
}

export function Pane({ title, pieces }: { title: string; pieces: readonly Piece[] }) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="grid min-w-0 content-start gap-1 rounded-md border border-line bg-panel p-2"
    >
      <h4 id={id} className="font-[550] text-ink-3 text-xs">
        {title}
      </h4>
      <div
        className="max-h-40 overflow-y-auto whitespace-pre-wrap break-words text-ink text-sm"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keyboard too
        tabIndex={0}
      >
        {pieces.every(({ text }) => text === '') ? <Nothing /> : <MarkedText pieces={pieces} />}
      </div>
    </section>
  )
}

/** The text that comes of it: to read while something is open, to write in once all is chosen, or at any time on request. */
function Result({ text, open, onText }: { text: string; open: boolean; onText: (text: string) => void }) {
  const t = useTranslations('merge')
  const [writing, setWriting] = useState(false)
  const id = useId()
  if (open && !writing)
    return (
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" variant="quiet" onClick={() => setWriting(true)}>
          {t('byHand')}
        </Button>
      </div>
    )
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-[550] text-xs">
        {t('result')}
      </label>
      <Textarea
        id={id}
        value={asField(text)}
        autoFocus={writing}
        onChange={(event) => onText(fromField(text, event.target.value))}
      />
    </div>
  )
}
