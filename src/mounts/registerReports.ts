import { commands, Range, Selection, window, workspace, type Disposable } from 'vscode'
import type { PageToHost } from '../../protocol/pageToHost.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'
import type { Session } from '../sessions/session.ts'
import { whereIs } from '../sessions/sides.ts'
import { pinTokens } from '../sessions/pinTokens.ts'
import { shownUnits, unitsAmong } from '../sessions/units.ts'
import type { Mounts } from './mounts.ts'
import { tokensOfIndex } from './stateMessage.ts'

/** Takes in what pages say: answers from the one that reports, wishes from any. */
export function registerReports(mounts: Mounts, store: SessionStore): Disposable {
  return mounts.onReport(({ message, reports }) => {
    switch (message.type) {
      case 'progress':
      case 'analysed':
      case 'slice':
      case 'failed':
        if (reports) store.answer(message)
        break
      default:
        follow(message, store)
    }
  })
}

function follow(wish: Exclude<PageToHost, { type: 'progress' | 'analysed' | 'slice' | 'failed' }>, store: SessionStore): void {
  const { shown } = store
  if (wish.type === 'command') {
    void commands.executeCommand(`tokenGaze.${wish.command}`)
    return
  }
  if (!shown || wish.type === 'ready') return
  if ('key' in wish && wish.key.id !== shown.id) return
  switch (wish.type) {
    case 'choose':
      store.apply(shown.uri, { type: 'chosen', choice: wish.choice })
      break
    case 'direct':
      store.apply(shown.uri, { type: 'directed', direction: wish.direction })
      break
    case 'special':
      store.apply(shown.uri, { type: 'specialised', special: wish.special })
      break
    case 'pin':
      store.apply(shown.uri, { type: 'pinned', tokens: pinTokens(shown.pinned, tokensOfIndex(shown, wish.token)) })
      break
    case 'focus':
      void focusTokens(shown, tokensOfIndex(shown, wish.token), store)
  }
}

/** Selects the first stretch of these tokens' text in its editor, and leaves the focus where it is. */
async function focusTokens(session: Session, wanted: readonly number[], store: SessionStore): Promise<void> {
  const { shown } = session
  if (!shown) return
  const { list, ofToken } = shownUnits(shown)
  const tokens = wanted.filter((token) => token in ofToken)
  const span = unitsAmong(tokens, ofToken).flatMap((unit) => list[unit]!.spans)[0]
  const at = span && whereIs(session, span)
  store.apply(session.uri, { type: 'caret', tokens: tokens.length > 0 ? tokens : session.caret })
  const document = workspace.textDocuments.find(({ uri }) => uri.toString() === at?.uri)
  if (!at || !document) return
  const range = new Range(document.positionAt(at.start), document.positionAt(at.end))
  const editor = window.visibleTextEditors.find((visible) => visible.document === document)
  if (editor) {
    editor.selection = new Selection(range.start, range.end)
    editor.revealRange(range)
  } else await window.showTextDocument(document, { preserveFocus: true, selection: range })
}
