import type { SessionKey } from '../../protocol/session.ts'

export function sameKey(a: SessionKey | undefined, b: SessionKey | undefined): boolean {
  return a !== undefined && b !== undefined && a.id === b.id && a.version === b.version
}
