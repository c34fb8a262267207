import { GazeError } from '../gazeError.ts'
import type { Tokenizer } from './tokenizer.ts'

/**
 * Makes a tokenizer from the parsed tokenizer.json and tokenizer_config.json of a model. Throws a GazeError that names
 * the file and the part of it that is missing or of a kind that is not supported.
 */
export function createTokenizer(tokenizerJson: unknown, tokenizerConfig: unknown | undefined): Tokenizer {
  throw new GazeError(`tokenizer.json cannot be read yet (${typeof tokenizerJson}, ${typeof tokenizerConfig})`, 'internal')
}
