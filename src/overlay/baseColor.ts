import { defaultColors, type ThemeKind } from './themeColors.ts'

/**
 * The hex colour, #rrggbb, that a contributed colour has now: hovers need opacity steps of it, and may not mix colours.
 * `customizations` is `workbench.colorCustomizations`, with sections for themes such as "[Default Dark*]".
 */
export function baseColor(id: string, kind: ThemeKind, customizations: unknown, theme: string): string {
  let found = defaultColors[id]![kind]
  const take = (section: unknown): void => {
    const value = isRecord(section) ? section[id] : undefined
    const hex = typeof value === 'string' ? longHex(value) : undefined
    if (hex) found = hex
  }
  take(customizations)
  for (const [key, section] of Object.entries(isRecord(customizations) ? customizations : {})) {
    const names = [...key.matchAll(/\[([^\]]+)\]/g)].map(([, name]) => name!)
    if (names.some((name) => matches(name, theme))) take(section)
  }
  return found
}

function longHex(color: string): string | undefined {
  const long = /^#([0-9a-f]{6})([0-9a-f]{2})?$/i.exec(color)
  if (long) return `#${long[1]!}`
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])[0-9a-f]?$/i.exec(color)
  return short ? `#${short.slice(1, 4).map((digit) => digit + digit).join('')}` : undefined
}

function matches(pattern: string, theme: string): boolean {
  const parts = pattern.split('*')
  if (parts.length === 1) return pattern === theme
  return theme.startsWith(parts[0]!) && theme.endsWith(parts.at(-1)!)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
