import { DecorationRangeBehavior, Disposable, Range, ThemeColor, window, type TextEditorDecorationType } from 'vscode'
import type { Direction } from '../../protocol/attention.ts'
import type { Mounts } from '../mounts/mounts.ts'
import { tokensOfIndex } from '../mounts/stateMessage.ts'
import { focusOf, keyOf } from '../sessions/session.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'
import { documentsOf, seenFrom } from '../sessions/sides.ts'
import { pointedStretches } from './pointedStretches.ts'

/** Outlines the tokens under the mouse in a page, in the editors of their text, as long as it is there; those in focus are framed anyway. */
export function registerPointed(store: SessionStore, mounts: Mounts): Disposable {
  const types: Record<Direction, TextEditorDecorationType> = { attendsTo: outline('attention'), attendedBy: outline('attendedBy') }
  let drawn = ''
  let source: { readonly page: object; readonly uri: string; readonly version: number; readonly tokens: readonly number[] } | null = null
  const draw = (): void => {
    const { shown } = store
    const now = source && shown?.uri === source.uri && keyOf(shown).version === source.version ? shown : null
    const focus = now ? focusOf(now) : []
    const tokens = source?.tokens.filter((token) => !focus.includes(token)) ?? []
    const places = new Map(now ? documentsOf(now).map((uri) => {
      const { shown: seen } = seenFrom(now, uri) ?? {}
      return [uri, seen ? pointedStretches(seen, tokens) : []] as const
    }) : [])
    const next = JSON.stringify([now?.direction, ...places])
    if (next === drawn) return
    drawn = next
    for (const editor of window.visibleTextEditors) {
      const { document } = editor
      for (const [direction, type] of Object.entries(types)) {
        const here = (direction === now?.direction && places.get(document.uri.toString())) || []
        editor.setDecorations(type, here.map(({ start, end }) => new Range(document.positionAt(start), document.positionAt(end))))
      }
    }
  }
  return Disposable.from(
    ...Object.values(types),
    mounts.onReport(({ message, page }) => {
      const { shown } = store
      if (message.type !== 'hover' || !shown || message.key.id !== shown.id || message.key.version !== shown.run.version) return
      const tokens = message.tokens.flatMap((index) => tokensOfIndex(shown, index))
      if (tokens.length === 0 && source?.page !== page) return
      source = tokens.length > 0 ? { page, uri: shown.uri, version: shown.run.version, tokens } : null
      draw()
    }),
    mounts.onLeave((page) => {
      if (source?.page === page) source = null
      draw()
    }),
    store.onChange(() => {
      if (source) draw()
    }),
    store.onSwitch(draw),
  )
}

function outline(color: string): TextEditorDecorationType {
  return window.createTextEditorDecorationType({
    rangeBehavior: DecorationRangeBehavior.ClosedClosed, borderRadius: '2px',
    outlineColor: new ThemeColor(`tokenGaze.${color}`), outlineStyle: 'dotted', outlineWidth: '2px',
  })
}
