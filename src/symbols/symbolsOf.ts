import { commands, SymbolKind, type DocumentSymbol, type SymbolInformation, type TextDocument } from 'vscode'
import type { SymbolSpan } from './innermostSymbol.ts'
import { patiently } from './patiently.ts'

const slightKinds = new Set([
  SymbolKind.Variable, SymbolKind.Constant, SymbolKind.Property, SymbolKind.Field, SymbolKind.EnumMember, SymbolKind.Key,
  SymbolKind.Null, SymbolKind.Boolean, SymbolKind.Number, SymbolKind.String, SymbolKind.TypeParameter,
])

/** All symbols of a document, nested ones too; none where its language has no provider, or one that does not answer in time. */
export async function symbolsOf(document: TextDocument): Promise<SymbolSpan[]> {
  const asked = commands.executeCommand<(DocumentSymbol | SymbolInformation)[] | undefined>('vscode.executeDocumentSymbolProvider', document.uri)
  const symbols = await patiently(asked)
  const spans: SymbolSpan[] = []
  const visit = (symbol: DocumentSymbol | SymbolInformation): void => {
    const range = 'range' in symbol ? symbol.range : symbol.location.range
    const start = document.offsetAt(range.start)
    const nameStart = 'selectionRange' in symbol
      ? document.offsetAt(symbol.selectionRange.start)
      : start + Math.max(0, document.getText(range).indexOf(symbol.name))
    spans.push({
      name: symbol.name, start, end: document.offsetAt(range.end), nameStart,
      nameEnd: 'selectionRange' in symbol ? document.offsetAt(symbol.selectionRange.end) : nameStart + symbol.name.length,
      slight: range.isSingleLine && slightKinds.has(symbol.kind),
    })
    if ('children' in symbol) symbol.children.forEach(visit)
  }
  symbols?.forEach(visit)
  return spans
}
