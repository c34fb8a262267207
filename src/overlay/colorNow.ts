import { workspace } from 'vscode'
import type { Direction } from '../../protocol/attention.ts'
import { baseColor } from './baseColor.ts'
import { themeKind } from './themeKind.ts'

/** The colour of a direction in the active theme, #rrggbb: for places that can neither mix nor look up theme colours. */
export function colorNow(direction: Direction): string {
  const settings = workspace.getConfiguration('workbench')
  const id = direction === 'attendsTo' ? 'tokenGaze.attention' : 'tokenGaze.attendedBy'
  return baseColor(id, themeKind(), settings.get('colorCustomizations'), settings.get<string>('colorTheme', ''))
}
