import type { AlignedText } from '../align/alignedText.ts'
import { Edits } from '../align/edits.ts'
import { laterComposite, laterMark } from '../unicode.ts'

/** JavaScript's own normalize takes time quadratic in the length of a run of marks. */
const longMarks = /\p{M}{99}/u

/** A Unicode normal form, with each character's origin as the Rust crate unicode-normalization-alignments tells it. */
export function normalForm(text: AlignedText, form: 'NFC' | 'NFD' | 'NFKC' | 'NFKD'): AlignedText {
  if (!longMarks.test(text.text) && text.text.normalize(form) === text.text) return text
  const decomposed = decompose(text.text, form === 'NFKC' || form === 'NFKD' ? 'NFKD' : 'NFD')
  return text.transform(form === 'NFC' || form === 'NFKC' ? compose(decomposed) : decomposed)
}

/** Full decomposition in canonical order; a character's first part replaces it, the others are inserted. */
function decompose(text: string, form: 'NFD' | 'NFKD'): Edits {
  const edits = new Edits()
  let firstMark = -1
  for (const char of text) {
    let change = 0
    for (const part of char < '\u00A0' || laterComposite.test(char) ? char : char.normalize(form)) {
      if (isStarter(part)) {
        sortMarks(edits, firstMark)
        firstMark = -1
      } else if (firstMark < 0) firstMark = edits.chars.length
      edits.push(part, change)
      change = 1
    }
  }
  sortMarks(edits, firstMark)
  return edits
}

/** Canonical ordering of the marks at the end of `edits`, each mark keeping its change. */
function sortMarks(edits: Edits, from: number): void {
  if (from < 0 || edits.chars.length - from < 2) return
  const marks = edits.chars.slice(from).map((char, i) => ({ char, change: edits.changes[from + i]! }))
  const classes = combiningClasses(new Set(edits.chars.slice(from)))
  marks.sort((a, b) => classes.get(a.char)! - classes.get(b.char)!)
  marks.forEach((mark, i) => {
    edits.chars[from + i] = mark.char
    edits.changes[from + i] = mark.change
  })
}

/** Numbers in the order of the marks' combining classes, equal ones for equal classes. */
function combiningClasses(marks: ReadonlySet<string>): ReadonlyMap<string, number> {
  const sorted = [...marks].sort((a, b) => (comesAfter(a, b) ? 1 : comesAfter(b, a) ? -1 : 0))
  let rank = 0
  return new Map(sorted.map((mark, i) => [mark, i > 0 && comesAfter(mark, sorted[i - 1]!) ? ++rank : rank]))
}

/** Canonical composition; a composed character takes over the changes of its parts. */
function compose(decomposed: Edits): Edits {
  const edits = new Edits()
  let starter = -1
  let lastMark: string | undefined
  decomposed.chars.forEach((char, i) => {
    const change = decomposed.changes[i]!
    const blocked = lastMark !== undefined && !comesAfter(char, lastMark)
    if (starter >= 0 && !blocked) {
      const composed = composePair(edits.chars[starter]!, char)
      if (composed !== undefined) {
        edits.chars[starter] = composed
        edits.changes[starter]! += change - 1
        return
      }
    }
    if (isStarter(char)) {
      starter = edits.chars.length
      lastMark = undefined
    } else if (starter >= 0) lastMark = char
    edits.push(char, change)
  })
  return edits
}

function composePair(first: string, second: string): string | undefined {
  if (second < '\u0300') return undefined
  const composed = (first + second).normalize('NFC')
  return [...composed].length === 1 && !laterComposite.test(composed) ? composed : undefined
}

/** Whether the combining class is 0. JavaScript tells classes only by what it reorders: U+0334 has 1, U+0345 has 240. */
function isStarter(char: string): boolean {
  return char < '\u0300' || laterMark.test(char) || !(comesAfter(char, '\u0334') || comesAfter('\u0345', char))
}

/** Whether the canonical order swaps the two, so that a's combining class is the higher and b's is not 0. */
function comesAfter(a: string, b: string): boolean {
  return a !== b && (a + b).normalize('NFD') === b + a
}
