import { l10n, QuickPickItemKind, window, type QuickPickItem } from 'vscode'
import type { HeadChoice, LayerSummary } from '../../protocol/attention.ts'
import { measureOf, sameChoice } from '../../protocol/choice.ts'
import { sayChoice, sayMeasure } from '../sessions/sayChoice.ts'
import type { Session } from '../sessions/session.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'
import { choicesOf } from './choicesOf.ts'

interface HeadItem extends QuickPickItem {
  /** Absent in headings. */
  readonly choice?: HeadChoice
}

/** A list of all layers, heads and measures that shows each as it is gone over; Escape brings back what was shown. */
export function chooseHead(session: Session, store: SessionStore): void {
  if (!session.shown) return
  const items = itemsOf(session.shown.analysis.layers)
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
  pick.activeItems = items.filter(({ choice }) => choice && sameChoice(choice, before))
  pick.onDidChangeActive(([item]) => {
    // A flow takes long, or more than is worked out: only where it is asked for.
    if (item?.choice && measureOf(item.choice) !== 'flow') show(item.choice)
  })
  pick.onDidAccept(() => {
    accepted = true
    const [item] = pick.selectedItems
    if (item?.choice) show(item.choice)
    pick.hide()
  })
  pick.onDidHide(() => {
    if (!accepted) show(before)
    pick.dispose()
  })
  pick.show()
}

function itemsOf(layers: readonly LayerSummary[]): HeadItem[] {
  return choicesOf(layers).flatMap(({ measure, choices }): HeadItem[] => [
    { label: sayMeasure(measure, l10n.t), kind: QuickPickItemKind.Separator },
    ...choices.map((choice) => ({ label: sayChoice(choice, l10n.t, layers), choice })),
  ])
}
