/** The kinds of theme, as package.json's colour defaults name them. */
export type ThemeKind = 'dark' | 'light' | 'highContrast' | 'highContrastLight'

/** The strongest tint's opacity: as far as the default themes' text keeps a contrast of 4.5 on it. */
export const strongest: Readonly<Record<ThemeKind, number>> = { dark: 0.36, light: 0.5, highContrast: 0.55, highContrastLight: 0.56 }

/** The contributed colours' defaults; a test holds them to package.json. */
export const defaultColors: Readonly<Record<string, Readonly<Record<ThemeKind, string>>>> = {
  'tokenGaze.attention': { dark: '#E5B13A', light: '#0B4FA8', highContrast: '#FFC940', highContrastLight: '#0B3D91' },
  'tokenGaze.attendedBy': { dark: '#6FB7F5', light: '#A84A00', highContrast: '#7CC4FF', highContrastLight: '#8F3A00' },
  'tokenGaze.surprisal': { dark: '#EE82B4', light: '#BE185D', highContrast: '#FF94C2', highContrastLight: '#9D1650' },
}
