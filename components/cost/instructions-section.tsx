'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { useMoney } from '@/components/ui/money'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/page'
import { Table, Td, Th } from '@/components/ui/table'
import { Textarea } from '@/components/ui/textarea'
import { type CostAnswer, type CostPolicy, costPolicies, type ModelRow } from '@/lib/cost/schema'
import type { TagGroup } from '@/lib/tags/schema'

/** Below this many examples a model learns little of an instruction by itself. */
const fewExamples = 100
const keyOf = {
  'as-stored': 'asStored',
  none: 'none',
  one: 'one',
  'per-tag': 'perTag',
  'before-user': 'beforeUser',
} as const

type Props = {
  datasetId: string
  answer: CostAnswer
  model: ModelRow
  /** What was reckoned with; `wanted` may lack its text yet. */
  policy: CostPolicy
  wanted: CostPolicy
  /** The group that `per-tag` goes by. */
  group: TagGroup | null
  tagTexts: Record<string, string>
  exportQuery: string
  mayExport: boolean
  onPolicy: (policy: CostPolicy) => void
  onText: (text: string | null) => void
  onTagTexts: (texts: Record<string, string>) => void
}

/** Where the system prompt stands, what that costs, and what to expect of it. */
export function InstructionsSection(props: Props) {
  const { datasetId, answer, model, policy, wanted, group, tagTexts, exportQuery, mayExport } = props
  const { onPolicy, onText, onTagTexts } = props
  const t = useTranslations('cost.instructions')
  const format = useFormatter()
  const money = useMoney()
  const { instructions, lines, epochs } = answer
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? instructions.text ?? ''
  const billOf = (bills: CostAnswer['bills']) => bills.find((bill) => bill.model === model.model)
  const stored = billOf(answer.policies[0]?.bills ?? [])
  // the ways by tag are as many as texts for them: only the one that was asked for is reckoned
  const billBy = (one: CostPolicy) =>
    one === 'per-tag'
      ? policy === 'per-tag'
        ? billOf(answer.bills)
        : undefined
      : billOf(answer.policies.find((other) => other.policy === one)?.bills ?? [])
  const isFew = lines.train < fewExamples
  return (
    <Section title={t('title')} lede={t('lede')}>
      <p className="max-w-[80ch] text-ink-2">
        {t('stored', {
          lines: instructions.lines,
          train: lines.train,
          tokens: instructions.stored,
          cost: money((instructions.stored * epochs.chosen * model.price) / 1_000_000),
          epochs: epochs.chosen,
        })}
      </p>
      <Field label={t('text')} hint={t('textHint', { tokens: instructions.tokens })} className="max-w-160">
        <Textarea
          rows={3}
          value={text}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => onText(text.trim() === '' ? null : text)}
        />
      </Field>
      <Table label={t('table')}>
        <thead>
          <tr>
            <Th>{t('policy')}</Th>
            <Th numeric>{t('perEpoch')}</Th>
            <Th numeric>{t('cost')}</Th>
            <Th numeric>{t('difference')}</Th>
            <Th>{t('expect')}</Th>
          </tr>
        </thead>
        <tbody>
          {costPolicies.map((one) => {
            const bill = billBy(one)
            if (!stored || (one === 'per-tag' && !group)) return null
            const more = bill ? bill.trainTokens - stored.trainTokens : 0
            return (
              <tr key={one}>
                <Th scope="row" className="min-w-40 whitespace-normal! text-ink! text-sm!">
                  <label className="flex items-center gap-2">
                    <input
                      type="radio"
                      name="instructions"
                      checked={one === wanted}
                      onChange={() => onPolicy(one)}
                      className="size-4 accent-accent"
                    />
                    {t(`policies.${keyOf[one]}`)}
                  </label>
                </Th>
                <Td numeric>{bill ? format.number(bill.trainTokens) : '–'}</Td>
                <Td numeric className="font-[550]">
                  {bill ? money(bill.cost) : '–'}
                </Td>
                <Td numeric className="whitespace-nowrap">
                  {more === 0 || !bill
                    ? '–'
                    : `${format.number(more, { signDisplay: 'always' })} · ${money(bill.cost - stored.cost)}`}
                </Td>
                <Td className="min-w-56 text-ink-2 text-xs">
                  {t(`gain.${keyOf[one]}`, {
                    few: fewExamples,
                    train: lines.train,
                    isFew: String(isFew),
                  })}
                </Td>
              </tr>
            )
          })}
        </tbody>
      </Table>
      {wanted === 'per-tag' && group && (
        <TagTexts key={group.id} group={group} texts={tagTexts} onTexts={onTagTexts} />
      )}
      <Note className="max-w-160">{t(isFew ? 'few' : 'many', { train: lines.train, few: fewExamples })}</Note>
      {mayExport && (
        <ButtonLink className="justify-self-start" href={`/datasets/${datasetId}/exports?${exportQuery}`}>
          {t('use', { policy: t(`policies.${keyOf[policy]}`) })}
        </ButtonLink>
      )}
    </Section>
  )
}

/** A prompt for each tag of a group; examples with none of them take the instruction above. */
function TagTexts({
  group,
  texts,
  onTexts,
}: {
  group: TagGroup
  texts: Record<string, string>
  onTexts: (texts: Record<string, string>) => void
}) {
  const t = useTranslations('cost.instructions')
  const [typed, setTyped] = useState(texts)
  return (
    <div className="grid max-w-160 gap-3">
      <p className="text-ink-2 text-xs">{t('tagHint', { group: group.name })}</p>
      {group.tags.map((tag) => (
        <Field key={tag.id} label={tag.name}>
          <Textarea
            rows={2}
            value={typed[tag.id] ?? ''}
            onChange={(event) => setTyped((now) => ({ ...now, [tag.id]: event.target.value }))}
            onBlur={() => onTexts(typed)}
          />
        </Field>
      ))}
    </div>
  )
}
