import { commands, Disposable, l10n, Location, Range, window, workspace, type TextEditor } from 'vscode'
import type { SessionStore } from '../sessions/sessionStore.ts'
import { strongestTargets } from './strongestTargets.ts'

const mostPeeked = 8

/** Peek Strongest Targets and Go to Strongest Target, from the token at the caret. */
export function registerTargets(store: SessionStore): Disposable {
  const targetsOf = ({ document }: TextEditor, count: number): Location[] => {
    const own = store.seen(document.uri.toString())
    const session = own && store.get(own.uri)
    return (session ? strongestTargets(session, session.caret, count) : []).flatMap(({ uri, start, end }) => {
      const there = workspace.textDocuments.find((each) => each.uri.toString() === uri)
      return there ? [new Location(there.uri, new Range(there.positionAt(start), there.positionAt(end)))] : []
    })
  }
  const withTargets = (count: number, act: (editor: TextEditor, targets: Location[]) => void) => () => {
    const editor = window.activeTextEditor
    const targets = editor ? targetsOf(editor, count) : []
    if (editor && targets.length > 0) act(editor, targets)
    else void window.showInformationMessage(l10n.t('Put the caret on an analysed token that looks at another one.'))
  }
  return Disposable.from(
    // VS Code's own commands, so that its peek is as always, and Go Back returns.
    commands.registerCommand('tokenGaze.peekTargets', withTargets(mostPeeked, (editor, targets) => {
      void commands.executeCommand('editor.action.peekLocations', editor.document.uri, editor.selection.active, targets, 'peek')
    })),
    commands.registerCommand('tokenGaze.goToTarget', withTargets(1, (editor, targets) => {
      void commands.executeCommand('editor.action.goToLocations', editor.document.uri, editor.selection.active, targets, 'goto')
    })),
  )
}
