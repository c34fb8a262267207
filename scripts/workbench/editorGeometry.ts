/** A run of text that a decoration colours or frames; VS Code joins neighbours that look the same. */
export interface Tint {
  readonly text: string
  readonly line: number
  /** From 1. */
  readonly column: number
  /** How opaque its background is, 0 to 1. */
  readonly strength: number
  /** The style of its border: `solid`, `dashed` or `none`. */
  readonly border: string
}

/** Runs in the page: where a character of an editor is drawn. */
export function textPoint(editor: Element, at: { line: number; column: number }): { x: number; y: number; width: number } {
  const number = [...editor.querySelectorAll('.line-numbers')].find((element) => element.textContent?.trim() === String(at.line))
  const middle = (rect: DOMRect): number => rect.top + rect.height / 2
  const y = number && middle(number.getBoundingClientRect())
  const line = [...editor.querySelectorAll('.view-line')].find((element) => {
    const rect = element.getBoundingClientRect()
    return y !== undefined && rect.top <= y && y < rect.bottom
  })
  if (!line || y === undefined) throw new Error(`Line ${at.line} is not on the screen`)
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
  let left = at.column - 1
  let last: DOMRect | undefined
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0
    const range = document.createRange()
    if (left < length) {
      range.setStart(node, left)
      range.setEnd(node, left + 1)
      const rect = range.getBoundingClientRect()
      return { x: rect.left, y, width: rect.width }
    }
    left -= length
    range.selectNodeContents(node)
    last = range.getBoundingClientRect()
  }
  return { x: last?.right ?? line.getBoundingClientRect().left, y, width: 0 }
}

/** Runs in the page: the decorations of extensions on the screen, with the text under each. */
export function readTints(editor: Element): Tint[] {
  const lines = [...editor.querySelectorAll('.view-line')].map((element) => ({ element, rect: element.getBoundingClientRect() }))
  const numbers = [...editor.querySelectorAll('.line-numbers')].map((element) => ({
    line: Number(element.textContent), rect: element.getBoundingClientRect(),
  }))
  const tints = [...editor.querySelectorAll('.view-overlays .cdr[class*="ced-"]')].flatMap((element): Tint[] => {
    const { backgroundColor, borderTopStyle: border } = getComputedStyle(element)
    // `rgb(…)` is opaque, `rgba(…, 0.3)` and `color(srgb … / 0.3)` say how much.
    const alpha = /(?:rgba\(.*,|\/)\s*([\d.e-]+)\)$/.exec(backgroundColor)
    const strength = alpha ? Number(alpha[1]) : 1
    const rect = element.getBoundingClientRect()
    if ((strength === 0 && border === 'none') || rect.width === 0) return []
    const y = rect.top + rect.height / 2
    const at = lines.find((line) => line.rect.top <= y && y < line.rect.bottom)
    const line = numbers.find((number) => number.rect.top <= y && y < number.rect.bottom)?.line
    if (!at || line === undefined) return []
    let text = ''
    let column = 0
    let seen = 0
    const walker = document.createTreeWalker(at.element, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let i = 0; i < (node.textContent?.length ?? 0); i++) {
        const range = document.createRange()
        range.setStart(node, i)
        range.setEnd(node, i + 1)
        const box = range.getBoundingClientRect()
        const centre = box.left + box.width / 2
        seen++
        if (centre < rect.left || centre >= rect.right) continue
        if (text === '') column = seen
        text += node.textContent![i]!
      }
    }
    return [{ text: text.replaceAll('\u00a0', ' '), line, column, strength, border }]
  })
  return tints.sort((a, b) => a.line - b.line || a.column - b.column)
}

/** Runs in the page: what extensions write at the ends of lines, from top to bottom. */
export function readNotes(editor: Element): string[] {
  return [...editor.querySelectorAll('.view-line span[class*="ced-"]')].flatMap((element) => {
    const { content } = getComputedStyle(element, '::after')
    return content.startsWith('"') ? [content.slice(1, -1).replaceAll('\u00a0', ' ')] : []
  })
}
