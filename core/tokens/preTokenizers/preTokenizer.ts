import type { AlignedText } from '../align/alignedText.ts'

/** Splits one piece of normalized text into smaller ones; empty pieces do not matter. */
export type PreTokenizer = (piece: AlignedText) => AlignedText[]
