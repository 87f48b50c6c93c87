import { engine } from './engine'

export type SqlParam = string | number
/** A piece of SQL: `sql` and `params` are ready to run, `texts` are what stands around the parameters. */
export type Sql = { readonly sql: string; texts: readonly string[]; params: SqlParam[] }

const make = (texts: readonly string[], params: SqlParam[]): Sql => ({
  get sql() {
    return render(texts, params)
  },
  texts,
  params,
})

function render(texts: readonly string[], params: readonly SqlParam[]): string {
  const mark = engine === 'sqlite' ? () => '?' : (i: number) => `$${i + 1}${castOf(params[i]!)}`
  return texts.map((text, i) => (i === 0 ? text : mark(i - 1) + text)).join('')
}

// PostgreSQL would read a number as the type of the column beside it, and refuse one that is too large for it.
function castOf(param: SqlParam): string {
  if (typeof param === 'string') return ''
  return Number.isSafeInteger(param) ? '::bigint' : '::double precision'
}

/** Puts pieces of SQL between pieces of text, and their parameters in the order of reading. */
export function sql(strings: TemplateStringsArray, ...values: (Sql | SqlParam)[]): Sql {
  const texts = [strings[0]!]
  const params: SqlParam[] = []
  const append = (text: string) => {
    texts[texts.length - 1] += text
  }
  values.forEach((value, i) => {
    if (typeof value === 'object') {
      append(value.texts[0]!)
      texts.push(...value.texts.slice(1))
      params.push(...value.params)
    } else {
      texts.push('')
      params.push(value)
    }
    append(strings[i + 1]!)
  })
  return make(texts, params)
}

/** SQL written in this code base, never from a request. */
export const raw = (text: string): Sql => make([text], [])

export function joinSql(parts: Sql[], separator: ' AND ' | ' OR ' | ', '): Sql {
  return parts.reduce((all, part, i) => (i === 0 ? part : sql`${all}${raw(separator)}${part}`), raw(''))
}
