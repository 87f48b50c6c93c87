'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import type { ZodType } from 'zod'
import { Button } from '@/components/ui/button'
import type { ButtonVariant } from '@/components/ui/button-class'
import { useFailureText } from '@/components/ui/failure-text'
import { Note } from '@/components/ui/note'
import { useIsClient } from '@/components/ui/platform'
import { wrongFields } from '@/lib/people/wrong-fields'
import { newOperationId } from '@/lib/result/call'
import type { Result } from '@/lib/result/schema'

export type Values = Record<string, string>

/**
 * A form of named inputs: says by field what is wrong, sends the rest once, and keeps what was typed when it fails.
 * `children` get the sentence for a field's problem.
 */
export function SubmitForm<T>({
  fields,
  submit,
  variant = 'primary',
  wide = false,
  send,
  onDone,
  beside,
  children,
}: {
  /** By name of the input, what its value must be. */
  fields: Record<string, ZodType>
  /** Words on the button. */
  submit: string
  variant?: ButtonVariant
  wide?: boolean
  send: (values: Values, operationId: string) => Promise<Result<T>>
  onDone: (value: T, form: HTMLFormElement) => void
  /** Stands left of the button. */
  beside?: ReactNode
  children: (problemOf: (field: string) => string | undefined) => ReactNode
}) {
  const t = useTranslations('account.problems')
  const failureText = useFailureText()
  // until then a browser would send the form by itself, with the password in the address
  const isListening = useIsClient()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string[]>([])
  const [failure, setFailure] = useState('')
  // kept while no answer came and nothing else is typed, so that trying again can't do it twice
  const operation = useRef<string | null>(null)

  function refuse(form: HTMLFormElement, names: string[]) {
    setWrong(names)
    const first = form.elements.namedItem(names[0] ?? '')
    if (first instanceof HTMLElement) first.focus()
  }

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (busy) return
    const form = event.currentTarget
    const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
    setFailure('')
    const names = wrongFields(fields, values)
    if (names.length > 0) return refuse(form, names)
    setWrong([])
    setBusy(true)
    operation.current ??= newOperationId()
    const result = await send(values, operation.current)
    if (result.ok || result.error.code !== 'unavailable') operation.current = null
    setBusy(false)
    if (result.ok) return onDone(result.value, form)
    const named = String(result.error.params.field ?? '').replace(/^body\./, '')
    if (result.error.reason === 'invalidField' && named in fields) return refuse(form, [named])
    setFailure(failureText(result.error))
  }

  return (
    <form
      method="post"
      onSubmit={(event) => void onSubmit(event)}
      onChange={() => {
        operation.current = null
      }}
      className="grid gap-4"
      noValidate
    >
      {failure && (
        <Note tone="bad" role="alert">
          {failure}
        </Note>
      )}
      {children((field) => (wrong.includes(field) ? t(field) : undefined))}
      <div className="flex flex-wrap items-center justify-end gap-2">
        {beside}
        <Button
          type="submit"
          variant={variant}
          busy={busy}
          disabled={!isListening}
          className={wide ? 'flex-1' : ''}
        >
          {submit}
        </Button>
      </div>
    </form>
  )
}
