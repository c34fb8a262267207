/** A semantic token: line and character from 0, length in UTF-16 units. */
export interface SemanticRange {
  readonly line: number
  readonly character: number
  readonly length: number
}

/** Semantic tokens in VS Code's wire form: five numbers each, lines and characters as differences to the one before. */
export function semanticRanges(data: Uint32Array): SemanticRange[] {
  const ranges: SemanticRange[] = []
  let line = 0
  let character = 0
  for (let index = 0; index + 4 < data.length; index += 5) {
    const lines = data[index]!
    line += lines
    character = data[index + 1]! + (lines === 0 ? character : 0)
    ranges.push({ line, character, length: data[index + 2]! })
  }
  return ranges
}
