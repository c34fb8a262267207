import { CodeLens, Disposable, EventEmitter, l10n, languages, Range, workspace, type TextDocument } from 'vscode'
import { sayChoiceInline } from '../sessions/sayChoice.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'
import type { SymbolSpan } from '../symbols/innermostSymbol.ts'
import { symbolsOf } from '../symbols/symbolsOf.ts'
import { planLenses } from './planLenses.ts'
import { sayLens } from './sayLens.ts'

const setting = 'tokenGaze.codeLens'

/** A lens above each function and the like inside an analysed text, where the setting asks for them. */
export function registerLens(store: SessionStore): Disposable {
  const changed = new EventEmitter<void>()
  const known = new WeakMap<TextDocument, { readonly version: number; readonly symbols: readonly SymbolSpan[] }>()
  const wanted = (): boolean => workspace.getConfiguration().get(setting, false)

  const symbolsNow = async (document: TextDocument): Promise<readonly SymbolSpan[]> => {
    const { version } = document
    const before = known.get(document)
    if (before?.version === version) return before.symbols
    const symbols = await symbolsOf(document)
    // None may mean that the language's server still starts.
    if (symbols.length > 0) known.set(document, { version, symbols })
    return symbols
  }

  return Disposable.from(
    changed,
    languages.registerCodeLensProvider('*', {
      onDidChangeCodeLenses: changed.event,
      async provideCodeLenses(document) {
        const uri = document.uri.toString()
        if (!wanted() || !store.seen(uri)?.shown?.slice) return []
        const symbols = await symbolsNow(document)
        const session = store.seen(uri)
        const choice = session?.shown?.slice?.choice
        if (!session?.shown || !choice) return []
        const { layers } = session.shown.analysis
        return planLenses(session, symbols).map((plan) => {
          const start = document.positionAt(plan.at)
          return new CodeLens(new Range(start, start), {
            title: sayLens(plan, l10n.t),
            tooltip: l10n.t('Where the name looks, and how much of the attention from inside stays inside: {0}. Click to pin the name.', sayChoiceInline(choice, l10n.t, layers)),
            command: 'tokenGaze.pinToken',
            arguments: [{ uri: session.uri, tokens: plan.tokens }],
          })
        })
      },
    }),
    store.onChange(({ before, after }) => {
      if (before?.shown?.slice !== after?.shown?.slice || before?.special !== after?.special) changed.fire()
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(setting)) changed.fire()
    }),
  )
}
