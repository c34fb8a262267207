import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'

export interface Sentences {
  readonly texts: ReadonlySet<string>
  /** Calls that no translation can serve, each with its place. */
  readonly problems: string[]
}

/** The rooms that people see or hear: all of them speak through `t`. */
const rooms = '{src,webview,protocol}/**/*.ts'

/** Every sentence that is given to `t`, in host, page and worker. */
export function sentences(): Sentences {
  const texts = new Set<string>()
  const problems: string[] = []
  for (const file of globSync(rooms)) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && isTranslate(node.expression)) {
        const problem = take(node, texts)
        const { line } = source.getLineAndCharacterOfPosition(node.getStart())
        if (problem) problems.push(`${file}:${line + 1}: ${problem}`)
      }
      ts.forEachChild(node, visit)
    }
    visit(source)
  }
  return { texts, problems }
}

/** `t(…)` and `l10n.t(…)`. */
export function isTranslate(callee: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text === 't' && callee.expression.getText() === 'l10n'
  return ts.isIdentifier(callee) && callee.text === 't'
}

function take({ arguments: [text, ...values] }: ts.CallExpression, texts: Set<string>): string | null {
  if (!text || !ts.isStringLiteralLike(text)) return 'the sentence is not a literal'
  texts.add(text.text)
  const asked = new Set([...text.text.matchAll(/\{(\d+)\}/g)].map(([, index]) => Number(index)))
  if (values.some((value) => ts.isSpreadElement(value))) return null
  const fits = asked.size === values.length && [...asked].every((index) => index < values.length)
  return fits ? null : `"${text.text}" asks for ${asked.size} values and gets ${values.length}`
}
