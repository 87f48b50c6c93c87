import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Page, Section } from '@/components/ui/page'
import type { OpenApi, Operation } from '@/lib/openapi/schema'

type Call = { method: string; path: string; operation: Operation }

/** Every call of the API, by what it is about: who may, what it takes. Made from the description that the routes give. */
export function ApiReference({ api, studio }: { api: OpenApi; studio: string }) {
  const t = useTranslations('apiReference')
  const groups = new Map<string, Call[]>()
  for (const [path, methods] of Object.entries(api.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0] ?? ''
      groups.set(tag, [...(groups.get(tag) ?? []), { method, path, operation }])
    }
  const names = [...groups.keys()].sort()
  const shapes = Object.entries(api.components.schemas).sort(([a], [b]) => (a < b ? -1 : 1))
  return (
    <Page
      title={t('title')}
      lede={t.rich('lede', {
        file: (text) => (
          <a href="/api/v1/openapi.json" className="text-accent underline underline-offset-2">
            {text}
          </a>
        ),
        keys: (text) => (
          <a href="/profile" className="text-accent underline underline-offset-2">
            {text}
          </a>
        ),
      })}
    >
      <pre className="overflow-x-auto rounded-md bg-sunken p-3 font-mono text-xs">
        {`curl -H "Authorization: Bearer $KEY" ${studio}${api.servers[0]?.url}/datasets`}
      </pre>
      <nav aria-label={t('contents')}>
        <ul className="flex flex-wrap gap-x-3 gap-y-1 text-xs">
          {[...names, 'schemas'].map((name) => (
            <li key={name}>
              <a href={`#${name}`} className="inline-block py-1 text-accent hover:underline">
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {names.map((name) => (
        <Section key={name} title={<span id={name}>{name}</span>} className="scroll-mt-16">
          <ul className="grid">
            {groups.get(name)?.map((call) => (
              <CallLine key={`${call.method} ${call.path}`} call={call} />
            ))}
          </ul>
        </Section>
      ))}
      <Section
        title={<span id="schemas">{t('shapes')}</span>}
        lede={t('shapesLede')}
        className="scroll-mt-16"
      >
        <ul className="grid gap-1 text-xs">
          {shapes.map(([name, schema]) => (
            <li key={name}>
              <details>
                <summary className="cursor-pointer py-1 font-mono">{name}</summary>
                <Json title={name} value={schema} />
              </details>
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  )
}

function CallLine({ call: { method, path, operation } }: { call: Call }) {
  const t = useTranslations('apiReference')
  const { parameters = [], requestBody, description, summary } = operation
  const query = parameters.filter((parameter) => parameter.in === 'query')
  const answer = bodyOf((operation.responses as Record<string, object>)['200'] ?? {})
  return (
    <li className="grid gap-1 border-line border-b py-2.5 last:border-b-0">
      <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
        <code className="font-mono text-xs [overflow-wrap:anywhere]">
          <b className="mr-2 inline-block min-w-12 uppercase">{method}</b>
          {path}
        </code>
        <Badge>{accessOf(operation['x-access'], t)}</Badge>
        {operation['x-verb'] && (
          <span className="text-ink-3 text-xs">{t('verb', { verb: operation['x-verb'] })}</span>
        )}
      </div>
      {summary && <p className="max-w-[80ch] text-ink-2">{summary}</p>}
      {(query.length > 0 || requestBody || description || answer !== undefined) && (
        <details className="text-xs">
          <summary className="cursor-pointer text-ink-3">{t('more')}</summary>
          {description && <p className="mt-2 max-w-[80ch] whitespace-pre-line text-ink-2">{description}</p>}
          {query.length > 0 && (
            <Json
              title={t('query')}
              value={Object.fromEntries(query.map(({ name, schema }) => [name, schema]))}
            />
          )}
          {requestBody !== undefined && <Json title={t('body')} value={bodyOf(requestBody)} />}
          {answer !== undefined && <Json title={t('answer')} value={answer} />}
        </details>
      )}
    </li>
  )
}

function Json({ title, value }: { title: string; value: unknown }) {
  return (
    <div className="mt-2 grid gap-1">
      <h3 className="font-[550] text-ink-2">{title}</h3>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard has to get there
        tabIndex={0}
        className="max-h-80 overflow-auto rounded-md bg-sunken p-2.5 font-mono text-2xs"
      >
        {JSON.stringify(value, null, 2)}
      </pre>
    </div>
  )
}

function accessOf(
  access: Operation['x-access'],
  t: ReturnType<typeof useTranslations<'apiReference'>>,
): string {
  if (access === 'anyone') return t('anyone')
  return access === 'signed in' ? t('signedIn') : access
}

const bodyOf = (body: object): unknown =>
  (body as { content?: Record<string, { schema?: unknown }> }).content?.['application/json']?.schema
