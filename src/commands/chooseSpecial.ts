import { commands, Disposable, l10n, window, workspace, type QuickPickItem } from 'vscode'
import { specialModes, type SpecialMode } from '../../protocol/views.ts'
import type { Translate } from '../l10n/translate.ts'
import { specialModeOf } from '../sessions/session.ts'
import type { SessionStore } from '../sessions/sessionStore.ts'

const setting = 'tokenGaze.specialTokens'

interface ModeItem extends QuickPickItem {
  readonly mode: SpecialMode
}

/** What the settings want done with special tokens; undefined for showing them. */
export function specialSetting(): SpecialMode | undefined {
  const wished = workspace.getConfiguration().get<string>(setting)
  return specialModes.find((mode) => mode === wished && mode !== 'show')
}

/** Special Tokens…, and the setting, which holds for every session from its change on. */
export function registerChooseSpecial(store: SessionStore): Disposable {
  return Disposable.from(
    commands.registerCommand('tokenGaze.chooseSpecial', async () => {
      const { shown } = store
      if (!shown) return
      const now = specialModeOf(shown)
      const items = specialModes.map((mode): ModeItem => ({
        ...sayMode(mode, l10n.t), mode, ...mode === now && { description: l10n.t('shown now') },
      }))
      const picked = await window.showQuickPick(items, { title: l10n.t('Special Tokens') })
      if (picked) store.apply(shown.uri, { type: 'specialised', special: picked.mode })
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration(setting)) return
      for (const { uri } of store.all()) store.apply(uri, { type: 'specialised', special: specialSetting() ?? 'show' })
    }),
  )
}

function sayMode(mode: SpecialMode, t: Translate): { readonly label: string; readonly detail: string } {
  switch (mode) {
    case 'show': return { label: t('Show'), detail: t('As the model has them; many heads rest on them') }
    case 'hide': return { label: t('Leave out'), detail: t('Neither shown nor counted; their share is said') }
    case 'renormalise': return { label: t('Leave out and scale up'), detail: t('The rest of each row is scaled up to the whole: not the model’s own weights') }
  }
}
