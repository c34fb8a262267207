import { DecorationRangeBehavior, OverviewRulerLane, ThemeColor, window, type TextEditorDecorationType } from 'vscode'
import { colorIds, type OverlayName } from './colorNow.ts'
import { strongest, type ThemeKind } from './themeColors.ts'
import { markSteps } from './lineShares.ts'
import { levels } from './tintUnits.ts'

/** The decoration types of one overlay. */
export interface OverlayTypes {
  readonly tints: readonly TextEditorDecorationType[]
  readonly source: TextEditorDecorationType
  readonly staleSource: TextEditorDecorationType
  /** Marks in the overview ruler, weakest first. */
  readonly marks: readonly TextEditorDecorationType[]
}

/**
 * The types of an overlay, in the theme's colour of that name. Opacity steps of a theme colour cannot be said with
 * ThemeColor; CSS can mix the variable that every theme colour has, and so follows themes and users' own colours. The
 * overview ruler is no CSS: its steps are made of `hex`, #rrggbb.
 */
export function overlayTypes(name: OverlayName, kind: ThemeKind, hex: string): OverlayTypes {
  const color = colorIds[name]
  const rangeBehavior = DecorationRangeBehavior.ClosedClosed
  const tint = (level: number): TextEditorDecorationType => {
    const percent = ((100 * strongest[kind] * level) / levels).toFixed(2)
    const backgroundColor = `color-mix(in srgb, var(--vscode-${color.replace('.', '-')}) ${percent}%, transparent)`
    return window.createTextEditorDecorationType({ rangeBehavior, borderRadius: '2px', backgroundColor })
  }
  const outline = (borderStyle: string): TextEditorDecorationType => window.createTextEditorDecorationType({
    rangeBehavior, borderWidth: '1px', borderRadius: '2px', borderStyle, borderColor: new ThemeColor(color),
  })
  const mark = (step: number): TextEditorDecorationType => window.createTextEditorDecorationType({
    rangeBehavior, overviewRulerLane: OverviewRulerLane.Center,
    overviewRulerColor: hex + Math.round((255 * (step + 1)) / markSteps).toString(16).padStart(2, '0'),
  })
  return {
    tints: Array.from({ length: levels }, (_, index) => tint(index + 1)),
    source: outline('solid'),
    staleSource: outline('dashed'),
    marks: Array.from({ length: markSteps }, (_, step) => mark(step)),
  }
}
