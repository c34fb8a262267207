import { l10n, window, type QuickPickItem } from 'vscode'
import type { HeadChoice, LayerSummary } from '../../protocol/attention.ts'
import { sameChoice } from '../../protocol/choice.ts'
import { sayChoice } from '../sessions/sayChoice.ts'
import type { Session } from '../sessions/session.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'

interface HeadItem extends QuickPickItem {
  readonly choice: HeadChoice
}

/** A list of all layers and heads that shows each as it is gone over; Escape brings back what was shown. */
export function chooseHead(session: Session, store: SessionStore): void {
  if (!session.shown) return
  const items = choicesOf(session.shown.analysis.layers).map((choice): HeadItem => ({ label: sayChoice(choice, l10n.t), choice }))
  const before = session.choice
  const pick = window.createQuickPick<HeadItem>()
  const show = (choice: HeadChoice): void => {
    store.apply(session.uri, { type: 'chosen', choice })
  }
  let accepted = false
  pick.title = l10n.t('Choose Layer and Head')
  pick.placeholder = l10n.t('Type a layer and a head, such as "3 5"')
  pick.matchOnDescription = true
  pick.items = items
  pick.activeItems = items.filter(({ choice }) => sameChoice(choice, before))
  pick.onDidChangeActive(([item]) => {
    if (item) show(item.choice)
  })
  pick.onDidAccept(() => {
    accepted = true
    pick.hide()
  })
  pick.onDidHide(() => {
    if (!accepted) show(before)
    pick.dispose()
  })
  pick.show()
}

function choicesOf(layers: readonly LayerSummary[]): HeadChoice[] {
  const each = layers.flatMap(({ heads }, layer): HeadChoice[] => [
    ...Array.from({ length: heads }, (_, head): HeadChoice => ({ layer, head })),
    { layer, head: 'mean' },
  ])
  return [...each, { layer: 'mean', head: 'mean' }]
}
