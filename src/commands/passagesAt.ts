import type { Range, TextDocument, TextEditor } from 'vscode'
import { isIntact, passagesOf } from '../sessions/place.ts'
import type { Session } from '../sessions/session.ts'
import { innermostSymbol } from '../symbols/innermostSymbol.ts'
import { symbolsOf } from '../symbols/symbolsOf.ts'
import type { Passage } from './readPassages.ts'
import { paragraphAround } from './takeText.ts'

/** Two selections with text in them, in the order of the document; undefined where there are more or fewer. */
export function twoSelected({ document, selections }: TextEditor): readonly Passage[] | undefined {
  const selected = selections.filter((selection) => document.getText(selection).trim() !== '')
  return selected.length === 2 ? selected.map((range) => passageOf(document, range)).sort((a, b) => a.start - b.start) : undefined
}

/**
 * The passages to analyse, mostly one: the selection; else what was analysed and edited since, around the caret; else
 * the innermost symbol; else the paragraph. None where there is no text around the caret.
 */
export async function passagesAt(editor: TextEditor, session: Session | null): Promise<readonly Passage[]> {
  const { document, selections } = editor
  const selected = selections.find((selection) => !selection.isEmpty)
  if (selected) return [passageOf(document, selected)]
  const caret = document.offsetAt(editor.selection.active)
  const place = session?.run.place
  const edited = place && !isIntact(place) ? passagesOf(place) : []
  if (edited.some(({ start, end }) => start <= caret && caret <= end && start < end)) return edited
  const symbol = innermostSymbol(await symbolsOf(document), caret)
  if (symbol) return [symbol]
  const lines = paragraphAround(editor.selection.active.line, document.lineCount, (line) => document.lineAt(line).isEmptyOrWhitespace)
  return lines ? [{ start: document.offsetAt(document.lineAt(lines[0]).range.start), end: document.offsetAt(document.lineAt(lines[1]).range.end) }] : []
}

function passageOf(document: TextDocument, { start, end }: Range): Passage {
  return { start: document.offsetAt(start), end: document.offsetAt(end) }
}
