/**
 * Of a toolbar with one Tab stop (WAI-ARIA practices, roving tabindex): moves the focus to the button that the key
 * leads to from the one `at`; `beyond` says where up and down lead. Returns its place, or null if the key leads nowhere.
 */
export function moveFocus(event: KeyboardEvent, toolbar: ParentNode, at: number, beyond: (direction: 1 | -1) => number): number | null {
  const buttons = toolbar.querySelectorAll('button')
  const last = buttons.length - 1
  const moves: Readonly<Record<string, () => number>> = {
    ArrowRight: () => Math.min(last, at + 1), ArrowLeft: () => Math.max(0, at - 1),
    ArrowDown: () => beyond(1), ArrowUp: () => beyond(-1), Home: () => 0, End: () => last,
  }
  const next = moves[event.key]?.()
  if (next === undefined) return null
  event.preventDefault()
  event.stopPropagation()
  buttons[next]?.focus()
  buttons[next]?.scrollIntoView({ block: 'nearest' })
  return next
}
