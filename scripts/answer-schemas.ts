import ts from 'typescript'

// What routes answer, as JSON schemas, from the types that the compiler finds for their handlers: no second description of
// an answer that could differ from it.

export type JsonSchema = Record<string, unknown>
/** `null`: a stream, a file or a redirect, which a route answers by itself. */
export type AnswerOf = (file: string, method: string) => JsonSchema | null
export type AnswerSchemas = { answerOf: AnswerOf; components: Record<string, JsonSchema> }

/** Reads the types behind these route files; takes as long as compiling them. */
export function readAnswers(files: readonly string[]): AnswerSchemas {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, '.')
  const program = ts.createProgram([...files], { ...options, noEmit: true, incremental: false })
  const checker = program.getTypeChecker()
  const writer = new SchemaWriter(checker, program)
  return {
    components: writer.components,
    answerOf: (file, method) => {
      const answer = answerType(program.getSourceFile(file)!, method, checker)
      const bodies = (answer.isUnion() ? answer.types : [answer]).flatMap((part) => {
        if (!isResponse(part)) return [part]
        // `Answering` of lib/auth/cookies.ts
        const body = part.getProperty('answers')
        return body ? [checker.getNonNullableType(checker.getTypeOfSymbol(body))] : []
      })
      if (bodies.length === 0) return null
      if (!isResponse(answer)) return writer.schemaOf(answer)
      const schemas = bodies.map((body) => writer.schemaOf(body))
      return schemas.length === 1 ? schemas[0]! : { anyOf: schemas }
    },
  }
}

const isResponse = (type: ts.Type): boolean =>
  type.isUnionOrIntersection() ? type.types.some(isResponse) : type.symbol?.name === 'Response'

function answerType(source: ts.SourceFile, method: string, checker: ts.TypeChecker): ts.Type {
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (name.getText() !== method || !initializer || !ts.isCallExpression(initializer)) continue
      const [signature] = checker.getTypeAtLocation(initializer.arguments[1]!).getCallSignatures()
      const answer = signature && checker.getAwaitedType(signature.getReturnType())
      if (answer) return answer
    }
  }
  throw new Error(`${source.fileName}: no handler of ${method}`)
}

class SchemaWriter {
  readonly components: Record<string, JsonSchema> = {}
  private readonly names = new Map<ts.Type, string>()

  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly program: ts.Program,
  ) {}

  schemaOf(type: ts.Type): JsonSchema {
    const name = this.ownName(type)
    if (!name) return this.inline(type)
    const known = this.names.get(type)
    if (!known) {
      this.names.set(type, name)
      // named before it is written: it may hold itself
      this.components[name] = {}
      this.components[name] = this.inline(type)
    }
    return { $ref: `#/components/schemas/${known ?? name}` }
  }

  /** The name of a type of our own, where no other has it. */
  private ownName(type: ts.Type): string | null {
    const known = this.names.get(type)
    if (known) return known
    const symbol = type.aliasSymbol ?? (type.isClassOrInterface() ? type.symbol : undefined)
    const [declared] = symbol?.declarations ?? []
    if (!symbol || !declared || (type.aliasTypeArguments?.length ?? 0) > 0) return null
    const isOurs = !/node_modules/.test(declared.getSourceFile().fileName)
    const isWord = isOurs && !this.program.isSourceFileDefaultLibrary(declared.getSourceFile())
    if (!isWord || !(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Union | ts.TypeFlags.Intersection)))
      return null
    const taken = new Set(Object.keys(this.components))
    for (let n = 1; ; n++) {
      const name = n === 1 ? symbol.name : `${symbol.name}${n}`
      if (!taken.has(name)) return name
    }
  }

  private inline(type: ts.Type): JsonSchema {
    const { flags } = type
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value }
    if (flags & ts.TypeFlags.BooleanLiteral) return { const: this.checker.typeToString(type) === 'true' }
    if (flags & (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral)) return { type: 'string' }
    if (flags & ts.TypeFlags.Number) return { type: 'number' }
    if (flags & ts.TypeFlags.Boolean) return { type: 'boolean' }
    // an answer that is nothing is written as null
    if (flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void)) return { type: 'null' }
    if (type.isUnion()) return this.union(type.types)
    if (this.checker.isTupleType(type)) {
      const items = this.checker.getTypeArguments(type as ts.TypeReference)
      return { type: 'array', prefixItems: items.map((item) => this.schemaOf(item)) }
    }
    if (this.checker.isArrayType(type)) {
      const [item] = this.checker.getTypeArguments(type as ts.TypeReference)
      return { type: 'array', items: this.schemaOf(item!) }
    }
    if (type.symbol?.name === 'Date') return { type: 'string', format: 'date-time' }
    if (flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection | ts.TypeFlags.NonPrimitive))
      return this.object(type)
    return {}
  }

  private union(types: readonly ts.Type[]): JsonSchema {
    const written = types.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined))
    const isBoolean = ({ flags }: ts.Type) => (flags & ts.TypeFlags.BooleanLiteral) !== 0
    const words = written.flatMap((type) => (type.isStringLiteral() ? [type.value] : []))
    const others = written.filter((type) => !type.isStringLiteral() && !isBoolean(type))
    const schemas = [
      ...(words.length > 0 ? [{ type: 'string', enum: words }] : []),
      ...(written.filter(isBoolean).length === 2 ? [{ type: 'boolean' }] : []),
      ...(written.filter(isBoolean).length === 1 ? [this.inline(written.find(isBoolean)!)] : []),
      ...others.map((type) => this.schemaOf(type)),
    ]
    return schemas.length === 1 ? schemas[0]! : { anyOf: schemas }
  }

  private object(type: ts.Type): JsonSchema {
    const properties: Record<string, JsonSchema> = {}
    const required: string[] = []
    for (const property of this.checker.getPropertiesOfType(type)) {
      const own = this.checker.getTypeOfSymbol(property)
      const parts = own.isUnion() ? own.types : [own]
      const said = ts.displayPartsToString(property.getDocumentationComment(this.checker)).trim()
      properties[property.name] = { ...this.schemaOf(own), ...(said ? { description: said } : {}) }
      const mayLack =
        (property.flags & ts.SymbolFlags.Optional) !== 0 ||
        parts.some(({ flags }) => flags & ts.TypeFlags.Undefined)
      if (!mayLack) required.push(property.name)
    }
    const rest = this.checker.getIndexTypeOfType(type, ts.IndexKind.String)
    return {
      type: 'object',
      ...(Object.keys(properties).length > 0 ? { properties } : {}),
      ...(required.length > 0 ? { required } : {}),
      ...(rest ? { additionalProperties: this.schemaOf(rest) } : {}),
    }
  }
}
