import { DecorationRangeBehavior, ThemeColor, window, type DecorationRenderOptions, type TextEditorDecorationType } from 'vscode'
import type { Direction } from '../../protocol/attention.ts'
import { levels, strongest } from './tintTokens.ts'

/** The decoration types of one direction. */
export interface OverlayTypes {
  readonly tints: readonly TextEditorDecorationType[]
  readonly source: TextEditorDecorationType
  readonly staleSource: TextEditorDecorationType
}

/**
 * The types of a direction, in the theme's colour of that name. Opacity steps of a theme colour cannot be said with
 * ThemeColor; CSS can mix the variable that every theme colour has, and so follows themes and users' own colours.
 */
export function overlayTypes(direction: Direction): OverlayTypes {
  const color = `tokenGaze.${direction === 'attendsTo' ? 'attention' : 'attendedBy'}`
  const tint = (opacity: number): DecorationRenderOptions => ({
    backgroundColor: `color-mix(in srgb, var(--vscode-${color.replace('.', '-')}) ${(opacity * 100).toFixed(2)}%, transparent)`,
  })
  const outline = (borderStyle: string): TextEditorDecorationType => window.createTextEditorDecorationType({
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    borderWidth: '1px', borderRadius: '2px', borderStyle, borderColor: new ThemeColor(color),
  })
  return {
    tints: Array.from({ length: levels }, (_, level) => window.createTextEditorDecorationType({
      rangeBehavior: DecorationRangeBehavior.ClosedClosed,
      borderRadius: '2px',
      dark: tint((strongest.dark * (level + 1)) / levels),
      light: tint((strongest.light * (level + 1)) / levels),
    })),
    source: outline('solid'),
    staleSource: outline('dashed'),
  }
}
