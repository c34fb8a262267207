import { l10n, window, type QuickPickItem } from 'vscode'
import type { Model } from '../sessions/session.ts'
import { isEncoderDecoder } from '../sessions/startChoice.ts'

/** How to take two selections: as a sentence pair, or as one text; undefined where the person turned away. */
export async function askPair(model: Model): Promise<boolean | undefined> {
  const pair = isEncoderDecoder(model)
    ? { label: l10n.t('As source and target'), detail: l10n.t('The first is what the encoder reads, the second what the decoder is given') }
    : { label: l10n.t('As a pair'), detail: l10n.t('A and B, as models take two sentences, with what they were trained to see between') }
  const items: (QuickPickItem & { readonly pair: boolean })[] = [
    { ...pair, pair: true },
    { label: l10n.t('As one text'), detail: l10n.t('One below the other'), pair: false },
  ]
  return (await window.showQuickPick(items, { title: l10n.t('Two selections') }))?.pair
}
