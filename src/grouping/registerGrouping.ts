import { commands, Disposable, l10n, window, workspace, type QuickPickItem } from 'vscode'
import type { Grouping } from '../../protocol/groups.ts'
import type { Session, TokenGrouping } from '../sessions/session.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'
import type { SyntaxNode } from './groupByNodes.ts'
import { groupsFor } from './groupsFor.ts'
import { explainGrouping, sayGrouping } from './sayGrouping.ts'
import { syntaxNodes } from './syntaxNodes.ts'

interface GroupingItem extends QuickPickItem {
  readonly grouping: Grouping
}

const groupings: readonly Grouping[] = ['tokens', 'words', 'identifiers', 'lines', 'syntax']

/** Choose Grouping, and the groups of every text that is analysed while one is chosen. */
export function registerGrouping(store: SessionStore): Disposable {
  /** The last thing that was asked for each document: syntax may come late. */
  const asked = new Map<string, object>()
  const group = async ({ uri, shown, title }: Session, kind: TokenGrouping['kind'], byHand: boolean): Promise<void> => {
    if (shown?.run.picture) {
      if (byHand) void window.showInformationMessage(l10n.t('The patches of a picture cannot be grouped; they are shown as they are.'))
      return
    }
    const ask = {}
    asked.set(uri, ask)
    const nodesOf = async (of: string | undefined): Promise<readonly SyntaxNode[]> => {
      const document = workspace.textDocuments.find((each) => each.uri.toString() === of)
      return kind === 'syntax' && document ? syntaxNodes(document) : []
    }
    const [nodes, besideNodes] = await Promise.all([nodesOf(uri), nodesOf(shown?.run.beside?.uri)])
    const now = store.get(uri)?.shown
    if (!now || now.run.version !== shown?.run.version || asked.get(uri) !== ask) return
    asked.delete(uri)
    if (byHand && kind === 'syntax' && nodes.length + besideNodes.length === 0) {
      void window.showInformationMessage(l10n.t('No extension tells the syntax of {0}; choose another grouping.', title))
      return
    }
    store.apply(uri, { type: 'grouped', grouping: { kind, version: now.run.version, groups: groupsFor(now, kind, nodes, besideNodes) } })
  }
  return Disposable.from(
    commands.registerCommand('tokenGaze.chooseGrouping', async () => {
      const session = store.shown
      if (!session?.shown) return
      const current = session.grouping?.kind ?? 'tokens'
      const items = groupings.map((grouping): GroupingItem => ({
        label: sayGrouping(grouping, l10n.t), detail: explainGrouping(grouping, l10n.t), grouping,
        ...grouping === current && { description: l10n.t('shown now') },
      }))
      const picked = await window.showQuickPick(items, { title: l10n.t('Choose Grouping') })
      if (picked?.grouping === 'tokens') {
        asked.delete(session.uri)
        store.apply(session.uri, { type: 'grouped', grouping: null })
      } else if (picked) await group(session, picked.grouping, true)
    }),
    store.onChange(({ before, after }) => {
      const version = after?.shown?.run.version
      if (!after?.grouping || version === undefined || before?.shown?.run.version === version || after.grouping.version === version) return
      void Promise.resolve().then(() => group(after, after.grouping!.kind, false))
    }),
  )
}
