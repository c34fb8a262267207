import { l10n, window, type QuickPickItem } from 'vscode'

/** How to take two selections: as a sentence pair, or as one text; undefined where the person turned away. */
export async function askPair(): Promise<boolean | undefined> {
  const items: (QuickPickItem & { readonly pair: boolean })[] = [
    { label: l10n.t('As a pair'), detail: l10n.t('A and B, as models take two sentences, with what they were trained to see between'), pair: true },
    { label: l10n.t('As one text'), detail: l10n.t('One below the other'), pair: false },
  ]
  return (await window.showQuickPick(items, { title: l10n.t('Two selections') }))?.pair
}
