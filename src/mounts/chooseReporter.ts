/** A mount as far as it matters for who feeds the editor. */
export interface Candidate {
  readonly ready: boolean
  readonly visible: boolean
}

/**
 * Which mount's analysis feeds the editor: the one that does already, while it lives, unless it is hidden and
 * another one is in sight; so exactly one, and one that works while there is any.
 */
export function chooseReporter<C extends Candidate>(mounts: readonly C[], current: C | null): C | null {
  const ready = mounts.filter((mount) => mount.ready)
  const seen = ready.find((mount) => mount.visible)
  if (current && ready.includes(current) && (current.visible || !seen)) return current
  return seen ?? ready[0] ?? null
}
