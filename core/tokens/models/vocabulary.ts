import { GazeError } from '../../gazeError.ts'
import type { Section } from '../section.ts'

/** Tokens and their ids, both ways. */
export class Vocabulary {
  readonly #ids = new Map<string, number>()
  readonly #tokens = new Map<number, string>()
  /** UTF-16 length of the longest token. */
  readonly longest: number

  constructor(entries: Iterable<readonly [string, number]>) {
    let longest = 0
    for (const [token, id] of entries) {
      this.#ids.set(token, id)
      this.#tokens.set(id, token)
      longest = Math.max(longest, token.length)
    }
    this.longest = longest
  }

  /** From an object of token: id. */
  static of(section: Section): Vocabulary {
    const entries = Object.entries(section.section('vocab').fields)
    if (!entries.every((entry): entry is [string, number] => typeof entry[1] === 'number')) {
      throw new GazeError(`tokenizer.json is damaged: ${section.path}.vocab should give a number for each token.`)
    }
    return new Vocabulary(entries)
  }

  get size(): number {
    return this.#ids.size
  }

  idOf(token: string): number | undefined {
    return this.#ids.get(token)
  }

  tokenOf(id: number): string | undefined {
    return this.#tokens.get(id)
  }
}
