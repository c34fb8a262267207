import { Range, type TextEditor } from 'vscode'
import { isIntact } from '../sessions/place.ts'
import type { Session } from '../sessions/session.ts'
import { innermostSymbol } from '../symbols/innermostSymbol.ts'
import { symbolsOf } from '../symbols/symbolsOf.ts'
import { paragraphAround } from './takeText.ts'

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
