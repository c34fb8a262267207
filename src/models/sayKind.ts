import { l10n } from 'vscode'
import type { ModelKind } from '../sessions/session.ts'

/** What a bundled model does, in a line. */
export function sayKind(kind: ModelKind): string {
  switch (kind) {
    case 'encoder': return l10n.t('Reads a text: every word looks at every other')
    case 'decoder': return l10n.t('Writes on: every word looks back only')
    case 'encoder-decoder': return l10n.t('Translates: what is written looks at what was read')
    case 'vision': return l10n.t('Looks at a picture, patch by patch')
    case 'captioner': return l10n.t('Tells what is in a picture: each word looks at patches')
    case 'agent': return l10n.t('Acts in a world of cells: it looks, then moves')
  }
}
