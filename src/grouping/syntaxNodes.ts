import { commands, Position, Range, type SemanticTokens, type TextDocument } from 'vscode'
import { patiently } from '../symbols/patiently.ts'
import { symbolsOf } from '../symbols/symbolsOf.ts'
import type { SyntaxNode } from './groupByNodes.ts'
import { semanticRanges } from './semanticRanges.ts'

/** The syntax of a document as its language's extensions tell it: symbols, and semantic tokens where there are any. */
export async function syntaxNodes(document: TextDocument): Promise<SyntaxNode[]> {
  const [symbols, words] = await Promise.all([symbolsOf(document), semanticNodes(document)])
  return [...symbols.map(({ name, start, end }) => ({ label: name, start, end })), ...words]
}

async function semanticNodes(document: TextDocument): Promise<SyntaxNode[]> {
  const asked = commands.executeCommand<SemanticTokens | undefined>('vscode.provideDocumentSemanticTokens', document.uri)
  const tokens = await patiently(asked)
  return semanticRanges(tokens?.data ?? new Uint32Array()).map(({ line, character, length }) => {
    const range = new Range(new Position(line, character), new Position(line, character + length))
    return { label: document.getText(range), start: document.offsetAt(range.start), end: document.offsetAt(range.end) }
  })
}
