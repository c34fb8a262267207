import type { AlignedText } from '../align/alignedText.ts'

/** One step that rewrites a text before it is split. */
export type Normalizer = (text: AlignedText) => AlignedText
