import type { DocumentSymbol, SymbolInformation} from 'vscode';
import { commands, Range, SymbolKind, type TextDocument, type TextEditor } from 'vscode'
import { isIntact } from '../sessions/place.ts'
import type { Session } from '../sessions/session.ts'
import { innermostSymbol, type SymbolSpan } from './innermostSymbol.ts'
import { paragraphAround } from './takeText.ts'

const symbolLimit = 2_000
const slightKinds = new Set([
  SymbolKind.Variable, SymbolKind.Constant, SymbolKind.Property, SymbolKind.Field, SymbolKind.EnumMember, SymbolKind.Key,
  SymbolKind.Null, SymbolKind.Boolean, SymbolKind.Number, SymbolKind.String, SymbolKind.TypeParameter,
])

/**
 * The range to analyse: the selection; else what was analysed and edited since, around the caret; else the innermost
 * symbol; else the paragraph. Undefined where there is no text around the caret.
 */
export async function passageAt(editor: TextEditor, session: Session | null): Promise<Range | undefined> {
  const { document, selections } = editor
  const selected = selections.find((selection) => !selection.isEmpty)
  if (selected) return selected
  const caret = document.offsetAt(editor.selection.active)
  const place = session?.run.place
  if (place && !isIntact(place) && place.start <= caret && caret <= place.end && place.start < place.end) {
    return new Range(document.positionAt(place.start), document.positionAt(place.end))
  }
  const symbol = innermostSymbol(await symbolsOf(document), caret)
  if (symbol) return new Range(document.positionAt(symbol.start), document.positionAt(symbol.end))
  const lines = paragraphAround(editor.selection.active.line, document.lineCount, (line) => document.lineAt(line).isEmptyOrWhitespace)
  return lines && new Range(document.lineAt(lines[0]).range.start, document.lineAt(lines[1]).range.end)
}

/** All symbols of a document, nested ones too; none where its language has no provider, or one that does not answer in time. */
async function symbolsOf(document: TextDocument): Promise<SymbolSpan[]> {
  const asked = commands.executeCommand<(DocumentSymbol | SymbolInformation)[] | undefined>('vscode.executeDocumentSymbolProvider', document.uri)
  const late = new Promise<undefined>((resolve) => {
    setTimeout(() => {
      resolve(undefined)
    }, symbolLimit)
  })
  const symbols = await Promise.race([Promise.resolve(asked).catch(() => undefined), late])
  const spans: SymbolSpan[] = []
  const visit = (symbol: DocumentSymbol | SymbolInformation): void => {
    const range = 'range' in symbol ? symbol.range : symbol.location.range
    spans.push({
      start: document.offsetAt(range.start), end: document.offsetAt(range.end),
      slight: range.isSingleLine && slightKinds.has(symbol.kind),
    })
    if ('children' in symbol) symbol.children.forEach(visit)
  }
  symbols?.forEach(visit)
  return spans
}
