import ts from 'typescript'
import { isTranslate } from './sentences.ts'

/** Attributes that are read by people. */
const spoken = /\s(?:aria-label|aria-description|aria-roledescription|aria-valuetext|title|placeholder|alt|label)=("[^"]*"?|'[^']*'?|)$/
const word = /\p{L}{2}/u

/** Texts in the templates of a file that people read or hear, and that do not go through `t`. */
export function literalTexts(code: string): readonly string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && ['html', 'svg'].includes(node.tag.getText())) found.push(...textsIn(node.template))
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('page.ts', code, ts.ScriptTarget.Latest, true))
  return found
}

function textsIn(template: ts.TemplateLiteral): readonly string[] {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return readable(template.text)
  const found: string[] = []
  let before = template.head.text
  for (const { expression, literal } of template.templateSpans) {
    const inTag = before.lastIndexOf('<') > before.lastIndexOf('>')
    if (!inTag || spoken.test(before)) found.push(...literalsOf(expression))
    before += `{}${literal.text}`
  }
  return [...found, ...readable(before)]
}

/** What is read of a template's own text. */
function readable(markup: string): readonly string[] {
  const attributes = [...markup.matchAll(/\s(?:aria-label|aria-description|aria-roledescription|title|placeholder|alt|label)="([^"]*)"/g)].map(([, text]) => text!)
  const texts = markup.replace(/<!--.*?-->/gs, '').split(/<[^>]*>/)
  return [...attributes, ...texts].map((text) => text.trim()).filter((text) => word.test(text))
}

/** The literals that an expression may come to. */
function literalsOf(expression: ts.Expression): readonly string[] {
  if (ts.isStringLiteralLike(expression)) return word.test(expression.text) ? [expression.text] : []
  if (ts.isTemplateExpression(expression)) {
    const own = [expression.head, ...expression.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).filter((text) => word.test(text))
    return [...own, ...expression.templateSpans.flatMap((span) => literalsOf(span.expression))]
  }
  if (ts.isConditionalExpression(expression)) return [...literalsOf(expression.whenTrue), ...literalsOf(expression.whenFalse)]
  if (ts.isParenthesizedExpression(expression)) return literalsOf(expression.expression)
  if (ts.isBinaryExpression(expression)) return [...literalsOf(expression.left), ...literalsOf(expression.right)]
  if (ts.isCallExpression(expression) && !isTranslate(expression.expression)) return expression.arguments.flatMap(literalsOf).filter((text) => text.includes(' '))
  return []
}
