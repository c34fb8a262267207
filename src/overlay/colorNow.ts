import { workspace } from 'vscode'
import type { Direction } from '../../protocol/attention.ts'
import { baseColor } from './baseColor.ts'
import { themeKind } from './themeKind.ts'

/** What the editor is tinted by: attention in a direction, or surprisal. */
export type OverlayName = Direction | 'surprisal'

/** The contributed colour of each. */
export const colorIds: Readonly<Record<OverlayName, string>> = {
  attendsTo: 'tokenGaze.attention', attendedBy: 'tokenGaze.attendedBy', surprisal: 'tokenGaze.surprisal',
}

/** The colour of an overlay in the active theme, #rrggbb: for places that can neither mix nor look up theme colours. */
export function colorNow(name: OverlayName): string {
  const settings = workspace.getConfiguration('workbench')
  return baseColor(colorIds[name], themeKind(), settings.get('colorCustomizations'), settings.get<string>('colorTheme', ''))
}
