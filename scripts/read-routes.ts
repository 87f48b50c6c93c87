import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { z } from 'zod'
import type { DescribedApi, DescribedRoute } from '@/lib/openapi/document'
import type { RouteSpec } from '@/lib/result/route'

const root = 'app/api/v1'

/** Every method of every route file, with its schemas, and what the code says about what it calls. */
export async function readRoutes(): Promise<DescribedApi> {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('route.ts'))
    .sort()
  const routes: DescribedRoute[] = []
  for (const file of files) {
    const handlers = (await import(pathToFileURL(resolve(root, file)).href)) as Record<string, unknown>
    const said = saidIn(join(root, file))
    for (const [method, handler] of Object.entries(handlers)) {
      const { spec } = handler as { spec?: RouteSpec }
      if (!spec) continue
      const path = `/${file.split('/').slice(0, -1).join('/')}`
      routes.push({ method, path, spec, ...(said.get(method) ?? { summary: '', description: '' }) })
    }
  }
  return { routes, names: await readNames() }
}

/** The objects and choices that the rooms' schemas export, by the names of their types; of two of one name the first. */
async function readNames(): Promise<Map<z.ZodType, string>> {
  const names = new Map<z.ZodType, string>()
  const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('/schema.ts'),
  )
  for (const file of files.sort()) {
    const words = (await import(pathToFileURL(resolve('lib', file)).href)) as Record<string, unknown>
    for (const [word, schema] of Object.entries(words)) {
      const name = word.charAt(0).toUpperCase() + word.slice(1)
      const isNamed = schema instanceof z.ZodObject || schema instanceof z.ZodUnion
      if (isNamed && !names.has(schema) && ![...names.values()].includes(name)) names.set(schema, name)
    }
  }
  return names
}

type Said = { summary: string; description: string }

/** The TSDoc of the query or command that each handler calls, by method. */
function saidIn(file: string): Map<string, Said> {
  const tree = parse(file)
  const imports = new Map<string, string>()
  for (const statement of tree.statements) {
    if (!ts.isImportDeclaration(statement)) continue
    const from = (statement.moduleSpecifier as ts.StringLiteral).text
    const named = statement.importClause?.namedBindings
    if (!from.startsWith('@/lib/') || !named || !ts.isNamedImports(named)) continue
    for (const { name } of named.elements) imports.set(name.text, `${from.slice(2)}.ts`)
  }
  const said = new Map<string, Said>()
  for (const statement of tree.statements) {
    if (!ts.isVariableStatement(statement)) continue
    for (const { name, initializer } of statement.declarationList.declarations) {
      const called =
        initializer && ts.isCallExpression(initializer) ? firstCall(initializer.arguments[1], imports) : null
      const doc = called && tsDocOf(imports.get(called)!, called)
      if (doc) said.set(name.getText(tree), doc)
    }
  }
  return said
}

const parse = (file: string) => ts.createSourceFile(file, readText(file), ts.ScriptTarget.Latest, true)
const readText = (file: string) => ts.sys.readFile(file) ?? ''

function firstCall(node: ts.Node | undefined, imports: ReadonlyMap<string, string>): string | null {
  if (!node) return null
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
    const from = imports.get(node.expression.text)
    if (from && /\/(queries|commands|stream|health)(\/|\.ts$)/.test(from)) return node.expression.text
  }
  return ts.forEachChild(node, (child) => firstCall(child, imports) ?? undefined) ?? null
}

/** The first sentence, and the rest; what is thrown is said by its codes. Without a word, the name has to do. */
function tsDocOf(file: string, name: string): Said {
  const declared = parse(file).statements.find(
    (one) => ts.isFunctionDeclaration(one) && one.name?.text === name,
  )
  const [doc] = declared ? ts.getJSDocCommentsAndTags(declared).filter(ts.isJSDoc) : []
  const text = (ts.getTextOfJSDocComment(doc?.comment) ?? '').replace(/\s+/g, ' ').trim()
  const end = /[.;:] (?=[A-Z`])|$/.exec(text)?.index ?? text.length
  const thrown = (doc?.tags ?? [])
    .filter((tag) => tag.tagName.text === 'throws')
    .map(
      (tag) =>
        `Refused: ${tag
          .getText()
          .replace(/^\s*\*?\s*@throws\s+(AppError\s+)?/, '')
          .replace(/\s*\n\s*\*\s*/g, ' ')
          .trim()}`,
    )
  const first = text
    .slice(0, end + 1)
    .trim()
    .replace(/[;:]$/, '.')
  return {
    summary: first || inWords(name),
    description: [text.slice(end + 1).trim(), ...thrown].filter(Boolean).join('\n\n'),
  }
}

/** `createTagGroup` as "Create tag group". */
function inWords(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
