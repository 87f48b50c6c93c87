import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parse, TYPE } from '@formatjs/icu-messageformat-parser'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { permissionNames } from '@/lib/auth/permissions'
import { errorCodes } from '@/lib/result/app-error'
import en from '@/messages/en.json'
import ko from '@/messages/ko.json'
import packageJson from '@/package.json'

// What neither Biome nor dependency-cruiser can say about the house. A rule's failure lists the places.

/** Doors that open before anyone is known: each is its own check of a secret, a password or a token. */
const beforeAnyone = new Set<string>([
  'people/createOwner',
  'people/getLink',
  'people/isSetUp',
  'people/resetPassword',
  'people/signIn',
  'people/signOut',
])

/** Set-based SQL outside a room's writes, with the tables it writes and why Prisma can't say it. */
const bulkWriters: Record<string, string[]> = {
  // a merge copies the rows of a tag: one statement, whatever the number of examples
  'lib/tags/writes.ts': ['ExampleTag'],
}

/** Files of a room that others may use though they are no door of it, each with its reason. */
const openToAll = new Set([
  // which folder an export may write into, and how: no database, and the same for both ways of the command
  'lib/exports/out-folder.ts',
])

const ignored = new Set([
  'node_modules',
  '.next',
  '.git',
  'data',
  'generated',
  'test-results',
  'playwright-report',
])

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (ignored.has(entry.name)) return []
    return entry.isDirectory() ? listFiles(path) : [path]
  })
}

const allFiles = listFiles('.').sort()
const textOf = (file: string) => readFileSync(file, 'utf8')
const isTest = (file: string) => /\.(test|spec)\.(tsx?|mjs)$/.test(file)
const codeFiles = allFiles.filter((file) => /\.(tsx?|mjs|cjs|css)$/.test(file) && file !== 'next-env.d.ts')
const shipped = codeFiles.filter((file) => /^(app|components|lib|cli)\/.*\.tsx?$/.test(file) && !isTest(file))
const modules = shipped.filter((file) => !file.startsWith('lib/testing/'))

const trees = new Map<string, ts.SourceFile>()
function treeOf(file: string): ts.SourceFile {
  let tree = trees.get(file)
  if (!tree) {
    tree = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true)
    trees.set(file, tree)
  }
  return tree
}

function visit(node: ts.Node, each: (node: ts.Node) => void): void {
  each(node)
  node.forEachChild((child) => visit(child, each))
}

const place = (node: ts.Node) => {
  const tree = node.getSourceFile()
  return `${tree.fileName}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
}

type Import = { from: string; names: Map<string, string>; typeOnly: boolean }
/** Imports of a file; `names` maps the local name to the exported one. */
function importsOf(file: string): Import[] {
  return treeOf(file)
    .statements.filter(ts.isImportDeclaration)
    .map((statement) => {
      const clause = statement.importClause
      const named =
        clause?.namedBindings && ts.isNamedImports(clause.namedBindings) ? clause.namedBindings.elements : []
      return {
        from: (statement.moduleSpecifier as ts.StringLiteral).text,
        names: new Map(
          [...named].map((element) => [element.name.text, (element.propertyName ?? element.name).text]),
        ),
        typeOnly: clause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
      }
    })
}
const isServerOnly = (file: string) => importsOf(file).some(({ from }) => from === 'server-only')

/** The file of the house that an import names, if any. */
function resolveImport(file: string, from: string): string | undefined {
  if (!from.startsWith('@/') && !from.startsWith('.')) return undefined
  const path = from.startsWith('@/') ? from.slice(2) : join(dirname(file), from)
  return [path, `${path}.ts`, `${path}.tsx`].find((candidate) =>
    statSync(candidate, { throwIfNoEntry: false })?.isFile(),
  )
}

type NamedFunction = { name: string; node: ts.FunctionLikeDeclaration }
/** Exported functions of a file, declared or held in a const. */
function exportedFunctions(file: string): NamedFunction[] {
  return treeOf(file).statements.flatMap((statement): NamedFunction[] => {
    const exported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    if (!exported) return []
    if (ts.isFunctionDeclaration(statement))
      return [{ name: statement.name?.text ?? 'default', node: statement }]
    if (!ts.isVariableStatement(statement)) return []
    return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
      initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))
        ? [{ name: name.getText(), node: initializer }]
        : [],
    )
  })
}

const door = (file: string) => /^lib\/([^/]+)\/(queries|commands|writes)(?:\.ts$|\/)/.exec(file)

describe('doors', () => {
  test('queries, commands and writes are server-only', () => {
    expect(modules.filter((file) => door(file) && !isServerOnly(file))).toEqual([])
  })

  test('a lib file is server-only, or runs anywhere', () => {
    const impure = modules
      .filter((file) => /^lib\/(?!db\/)/.test(file) && !isServerOnly(file))
      .flatMap((file) =>
        importsOf(file)
          .filter(({ from, typeOnly }) => {
            const target = resolveImport(file, from)
            const guarded = target?.startsWith('lib/') && isServerOnly(target)
            if (typeOnly)
              return target?.startsWith('generated/') || (guarded && target?.startsWith('lib/db/'))
            return from.startsWith('node:') || guarded
          })
          .map(({ from }) => `${file} imports ${from}`),
      )
    expect(impure).toEqual([])
  })

  test('from outside lib, a room is entered by its doors', () => {
    const infrastructure = /^lib\/(auth|db|i18n|jobs|live|log|result|studio)\//
    const around = modules
      .filter((file) => !file.startsWith('lib/'))
      .flatMap((file) =>
        importsOf(file)
          .filter(({ typeOnly }) => !typeOnly)
          .map(({ from }) => resolveImport(file, from))
          .filter((target) => target?.startsWith('lib/') && isServerOnly(target))
          .filter(
            (target) => target && !door(target) && !infrastructure.test(target) && !openToAll.has(target),
          )
          .map((target) => `${file} imports ${target}`),
      )
    expect(around).toEqual([])
  })

  test('components other than panels import nothing that is server-only', () => {
    const reading = modules
      .filter((file) => file.startsWith('components/') && !file.endsWith('-panel.tsx'))
      .flatMap((file) =>
        importsOf(file)
          .map(({ from }) => resolveImport(file, from))
          .filter((target) => target?.startsWith('lib/') && isServerOnly(target))
          .map((target) => `${file} imports ${target}`),
      )
    expect(reading).toEqual([])
  })

  /** Whether this statement authorises; a callback counts when its own first statement does. */
  function authorises(statement: ts.Node | undefined, names: Set<string>): boolean {
    if (!statement) return false
    if (
      ts.isCallExpression(statement) &&
      ts.isIdentifier(statement.expression) &&
      names.has(statement.expression.text)
    )
      return true
    if (ts.isFunctionLike(statement)) {
      const body = (statement as ts.FunctionLikeDeclaration).body
      return authorises(body && ts.isBlock(body) ? body.statements[0] : body, names)
    }
    return statement.getChildren().some((child) => authorises(child, names))
  }

  test('every query and command takes `actor` first and authorises in its first statement', () => {
    const open: string[] = []
    for (const file of modules.filter((file) => ['queries', 'commands'].includes(door(file)?.[2] ?? ''))) {
      const guards = importsOf(file)
        .filter(({ from }) => resolveImport(file, from)?.startsWith('lib/auth/'))
        .flatMap(({ names }) => [...names])
        .filter(([, exported]) => /^(authori[sz]e|require|actorOf$|can(?![a-z]))/.test(exported))
      const names = new Set(guards.map(([local]) => local))
      for (const { name, node } of exportedFunctions(file)) {
        if (beforeAnyone.has(`${door(file)?.[1]}/${name}`)) continue
        if (node.parameters[0]?.name.getText() !== 'actor')
          open.push(`${place(node)} ${name}: actor is not first`)
        else if (!authorises(node, names)) open.push(`${place(node)} ${name}: does not authorise first`)
      }
    }
    expect(open).toEqual([])
  })

  test('the list of doors before anyone is known names doors that exist', () => {
    const there = modules.flatMap((file) =>
      exportedFunctions(file).map(({ name }) => `${door(file)?.[1]}/${name}`),
    )
    expect([...beforeAnyone].filter((name) => !there.includes(name))).toEqual([])
  })

  test('there is no server action', () => {
    const actions: string[] = []
    for (const file of modules)
      visit(treeOf(file), (node) => {
        if (
          ts.isExpressionStatement(node) &&
          ts.isStringLiteral(node.expression) &&
          node.expression.text === 'use server'
        )
          actions.push(place(node))
      })
    expect(actions).toEqual([])
  })

  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']
  /** Whether this is `route({ access: … }, handler)` of lib/result/route. */
  function isRoute(file: string, value: ts.Expression | undefined): boolean {
    if (!value || !ts.isCallExpression(value) || !ts.isIdentifier(value.expression)) return false
    const [spec] = value.arguments
    const called = value.expression.text
    const ours = importsOf(file).some(
      ({ from, names }) =>
        resolveImport(file, from) === 'lib/result/route.ts' && names.get(called) === 'route',
    )
    const says = (property: ts.ObjectLiteralElementLike) => property.name?.getText() === 'access'
    return ours && spec !== undefined && ts.isObjectLiteralExpression(spec) && spec.properties.some(says)
  }

  test('a route exports nothing but handlers made by route({ access, … })', () => {
    const odd: string[] = []
    for (const file of modules.filter((file) => /^app\/.*\/route\.ts$/.test(file)))
      for (const statement of treeOf(file).statements) {
        const exported =
          ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.[0]?.getText() === 'export'
        if (ts.isVariableStatement(statement) && exported) {
          for (const { name, initializer } of statement.declarationList.declarations)
            if (!methods.includes(name.getText()) || !isRoute(file, initializer))
              odd.push(`${place(statement)} ${name.getText()}`)
        } else if (exported || ts.isExportDeclaration(statement) || ts.isExportAssignment(statement))
          odd.push(place(statement))
      }
    expect(odd).toEqual([])
  })

  test('an object schema says what becomes of unknown keys: strictObject or looseObject', () => {
    const vague: string[] = []
    for (const file of modules)
      visit(treeOf(file), (node) => {
        if (ts.isPropertyAccessExpression(node) && node.getText() === 'z.object') vague.push(place(node))
      })
    expect(vague).toEqual([])
  })
})

describe('tables', () => {
  const models = [...textOf('prisma/schema.prisma').matchAll(/^model (\w+)/gm)].map((match) => match[1]!)
  const byDelegate = new Map(models.map((model) => [model[0]!.toLowerCase() + model.slice(1), model]))
  const writing = /^(create|update|delete|upsert)(Many)?(AndReturn)?$/
  const writingSql = /\b(?:insert\s+(?:or\s+\w+\s+)?into|replace\s+into|update|delete\s+from)\s+["`]?(\w+)/gi
  const nestedWriting = /^(create|createMany|connectOrCreate|update|updateMany|upsert|delete|deleteMany|set)$/

  type Write = { model: string; file: string; place: string }

  function writesOf(file: string): Write[] {
    const found: Write[] = []
    const add = (model: string | undefined, node: ts.Node) => {
      if (model && models.includes(model))
        found.push({ model, file, place: `${place(node)} writes ${model}` })
    }
    visit(treeOf(file), (node) => {
      if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node))
        for (const match of node.getText().matchAll(writingSql)) add(match[1], node)
      if (!ts.isCallExpression(node)) return
      if (/^(insert|update|delete)Rows$/.test(node.expression.getText()) && node.arguments[1])
        add(node.arguments[1].getText().slice(1, -1), node)
      const { expression } = node
      if (!ts.isPropertyAccessExpression(expression) || !writing.test(expression.name.text)) return
      if (ts.isPropertyAccessExpression(expression.expression))
        add(byDelegate.get(expression.expression.name.text), node)
    })
    return found
  }

  const writes = modules.filter((file) => file !== 'lib/db/migrate.ts').flatMap(writesOf)
  const isBulk = ({ file, model }: Write) => bulkWriters[file]?.includes(model) ?? false

  test('only the writes of a room write', () => {
    const elsewhere = writes.filter((write) => door(write.file)?.[2] !== 'writes' && !isBulk(write))
    expect(elsewhere.map((write) => write.place)).toEqual([])
  })

  test('each table is written by one room', () => {
    const rooms = new Map<string, Set<string>>()
    for (const { model, file } of writes.filter((write) => !isBulk(write)))
      rooms.set(model, (rooms.get(model) ?? new Set()).add(door(file)?.[1] ?? file))
    expect([...rooms].filter(([, by]) => by.size > 1).map(([model, by]) => `${model}: ${[...by]}`)).toEqual(
      [],
    )
  })

  test('no write reaches another table through a relation', () => {
    const nested: string[] = []
    for (const file of modules.filter((file) => door(file)?.[2] === 'writes'))
      visit(treeOf(file), (node) => {
        if (!ts.isPropertyAssignment(node) || !ts.isObjectLiteralExpression(node.initializer)) return
        const outer = node.parent.parent
        const inData = ts.isPropertyAssignment(outer) && outer.name.getText() !== 'data'
        if (inData && nestedWriting.test(node.name.getText())) nested.push(place(node))
      })
    expect(nested).toEqual([])
  })

  test('inside a transaction only its own client is used', () => {
    const outside: string[] = []
    for (const file of modules)
      visit(treeOf(file), (node) => {
        if (!ts.isFunctionLike(node) || node.parameters[0]?.name.getText() !== 'tx') return
        visit(node, (inner) => {
          if (ts.isCallExpression(inner) && /^(db|transaction|operate)$/.test(inner.expression.getText()))
            outside.push(place(inner))
        })
      })
    expect(outside).toEqual([])
  })
})

describe('sentences', () => {
  type Tree = { [key: string]: string | Tree }
  const flatten = (tree: Tree, path = ''): [string, string][] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[path + key, value] as [string, string]]
        : flatten(value, `${path}${key}.`),
    )

  function placeholders(elements: ReturnType<typeof parse>): string[] {
    return elements.flatMap((element) => {
      if (element.type === TYPE.literal || element.type === TYPE.pound) return []
      if (element.type === TYPE.tag) return [`<${element.value}>`, ...placeholders(element.children)]
      if (element.type === TYPE.plural || element.type === TYPE.select)
        return [element.value, ...Object.values(element.options).flatMap(({ value }) => placeholders(value))]
      return [element.value]
    })
  }
  const shape = (sentence: string) => [...new Set(placeholders(parse(sentence)))].sort().join(' ')

  const english = new Map(flatten(en as Tree))
  const korean = new Map(flatten(ko as Tree))

  test('every sentence is there in both languages, and not empty', () => {
    const keys = [...new Set([...english.keys(), ...korean.keys()])]
    expect(keys.filter((key) => !english.get(key)?.trim() || !korean.get(key)?.trim())).toEqual([])
  })

  test('both languages fill the same placeholders', () => {
    const unlike = [...english].filter(
      ([key, sentence]) => shape(sentence) !== shape(korean.get(key) ?? sentence),
    )
    expect(
      unlike.map(([key, sentence]) => `${key}: ${shape(sentence)} – ${shape(korean.get(key) ?? '')}`),
    ).toEqual([])
  })
})

describe('names and sizes', () => {
  const linesOf = (file: string) => textOf(file).split('\n').length - 1

  test('a file has at most 300 lines, a test 500', () => {
    const long = codeFiles.filter((file) => linesOf(file) > (isTest(file) ? 500 : 300))
    expect(long.map((file) => `${file}: ${linesOf(file)}`)).toEqual([])
  })

  test('no file or folder is a drawer for everything', () => {
    const drawer = /(^|\/)(utils?|helpers?|misc|types|services?|hooks|common|index)(\/|\.(tsx?|mjs|cjs)$)/
    expect(codeFiles.filter((file) => drawer.test(file))).toEqual([])
  })

  test('files are kebab-case, and stand in a room', () => {
    const kebab = /^(\[.+\]|[a-z0-9]+(-[a-z0-9]+)*)(\.[a-z]+)*\.(tsx?|mjs|cjs|css)$/
    const odd = codeFiles.filter((file) => !kebab.test(basename(file).replace(/^\./, '')))
    const homeless = codeFiles.filter((file) => /^(lib|components)\/[^/]+$/.test(file))
    expect([...odd, ...homeless]).toEqual([])
  })

  test('nothing names a machine or a registry', () => {
    const forbidden = [['', 'work', ''].join('/'), ['registry', 'npmjs'].join('.')]
    const text = allFiles.filter((file) => !/\.(png|jpg|ico|woff2?|zip|db)$/.test(file))
    expect(text.filter((file) => forbidden.some((word) => textOf(file).includes(word)))).toEqual([])
  })
})

describe('documents', () => {
  const pages = allFiles.filter((file) => /^(README\.md$|docs\/.*\.md$)/.test(file))
  const documented = pages.map(textOf).join('\n')

  test('every path that a page names is there', () => {
    const missing = pages.flatMap((page) => {
      const prose = textOf(page).replace(/^```[\s\S]*?^```/gm, '')
      const links = [...prose.matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)/g)].map((match) =>
        join(dirname(page), match[1]!),
      )
      const named = [
        ...prose.matchAll(
          /`((?:app|components|lib|cli|prisma|messages|e2e|bench|docs|scripts|bin|\.ci)\/[\w./[\]()-]*)`/g,
        ),
      ]
      return [...links, ...named.map((match) => match[1]!)]
        .filter((path) => !existsSync(path))
        .map((path) => `${page}: ${path}`)
    })
    expect(missing).toEqual([])
  })

  test.each(Object.keys(packageJson.scripts))('npm script %s is explained', (name) => {
    expect(documented).toMatch(new RegExp(`npm (run (-s )?)?${name}\\b`))
  })
  test.each(permissionNames)('permission “%s” is explained', (name) => {
    expect(documented).toContain(name)
  })
  test.each([...errorCodes])('failure `%s` is explained', (code) => {
    expect(documented).toContain(`\`${code}\``)
  })

  const settings = new Set<string>()
  for (const file of codeFiles.filter((file) => !isTest(file)))
    for (const match of textOf(file).matchAll(/\b(FINECUT_[A-Z_]+|DATABASE_URL)\b/g)) settings.add(match[1]!)
  test.each([...settings].sort())('setting %s is explained', (name) => {
    expect(documented).toContain(`\`${name}`)
  })
})
