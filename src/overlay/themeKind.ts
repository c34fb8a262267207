import { ColorThemeKind, window } from 'vscode'
import type { ThemeKind } from './themeColors.ts'

const kinds: Readonly<Record<ColorThemeKind, ThemeKind>> = {
  [ColorThemeKind.Dark]: 'dark', [ColorThemeKind.Light]: 'light',
  [ColorThemeKind.HighContrast]: 'highContrast', [ColorThemeKind.HighContrastLight]: 'highContrastLight',
}

/** The kind of the theme that is active now. */
export function themeKind(): ThemeKind {
  return kinds[window.activeColorTheme.kind]
}
