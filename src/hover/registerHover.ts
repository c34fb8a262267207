import { Disposable, Hover, l10n, languages, MarkdownString, Range, window } from 'vscode'
import type { Direction } from '../../protocol/attention.ts'
import type { Mounts } from '../mounts/mounts.ts'
import { colorNow } from '../overlay/colorNow.ts'
import { strongest } from '../overlay/themeColors.ts'
import { themeKind } from '../overlay/themeKind.ts'
import { tokensAt } from '../sessions/focusTokens.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'
import { surprisalMarkdown } from '../surprisal/saySurprisal.ts'
import type { Tinting } from './excerptMarkdown.ts'
import { hoverMarkdown } from './hoverMarkdown.ts'
import { unitAt } from './unitAt.ts'

/** The hover on analysed tokens; pages light up the token that is hovered. */
export function registerHover(store: SessionStore, mounts: Mounts): Disposable {
  let lit: number | null = null
  const light = (token: number | null): void => {
    if (token === lit) return
    lit = token
    mounts.post({ type: 'hover', token })
  }
  return Disposable.from(
    languages.registerHoverProvider('*', {
      provideHover(document, position) {
        const session = store.seen(document.uri.toString())
        const { shown } = session ?? {}
        if (!session || !shown) return undefined
        const found = unitAt(shown, document.offsetAt(position))
        if (!found) {
          light(null)
          return undefined
        }
        const { unit, at } = found
        if (session.id === store.shown?.id) light(unit)
        const [token] = tokensAt(shown.analysis.tokens, shown.run.place, document.offsetAt(position))
        const markdown = session.surprisal && token !== undefined ? surprisalMarkdown(session, token, l10n.t) : hoverMarkdown(session, unit, tintNow(session.direction), l10n.t)
        if (!markdown) return undefined
        const content = new MarkdownString(markdown)
        content.supportHtml = true
        content.isTrusted = { enabledCommands: ['tokenGaze.pinToken', 'tokenGaze.nextHead', 'tokenGaze.attention.focus', 'tokenGaze.showPredictions', 'tokenGaze.showSurprisal'] }
        return new Hover(content, new Range(document.positionAt(at.start), document.positionAt(at.end)))
      },
    }),
    window.onDidChangeTextEditorSelection(() => {
      light(null)
    }),
  )
}

/** The strongest tint of a direction in the active theme. */
function tintNow(direction: Direction): Tinting {
  return { color: colorNow(direction), strongest: strongest[themeKind()] }
}
