/** Takes one token of a piece: its id, and the units from..to of the piece that it stands for. */
export type Emit = (id: number, from: number, to: number) => void

/** What turns a piece of text into vocabulary ids. */
export interface Model {
  /** How many entries the vocabulary has. */
  readonly size: number
  idOf(token: string): number | undefined
  tokenOf(id: number): string | undefined
  /** What marks the end of a word inside tokens ("</w>"), to be taken off again when decoding. */
  readonly wordSuffix?: string
  /** The unknown token's id where unknown text is still spelled as it is, not as the vocabulary's unknown token. */
  readonly literalUnknown?: number | undefined
  tokenize(piece: string, emit: Emit): void
}
