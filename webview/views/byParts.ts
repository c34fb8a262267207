/** A property that changes only where a part of it does: for small objects and lists that come anew with every state. */
export const byParts = { attribute: false, hasChanged: (now: unknown, before: unknown): boolean => !sameParts(now, before) } as const

function sameParts(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const parts = Object.entries(a)
  return parts.length === Object.keys(b).length && parts.every(([name, part]) => Object.is(part, (b as Record<string, unknown>)[name]))
}
