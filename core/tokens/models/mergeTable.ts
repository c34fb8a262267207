import { GazeError } from '../../gazeError.ts'
import type { Section } from '../section.ts'
import type { Vocabulary } from './vocabulary.ts'

/** The merges of a BPE model: for a pair of ids, its rank; for a rank, the id that the pair becomes. */
export class MergeTable {
  readonly #ranks = new Map<number, number>()
  readonly #results: number[] = []

  constructor(section: Section, vocabulary: Vocabulary, prefix: string) {
    for (const merge of section.list('merges')) {
      if (typeof merge === 'string' && merge.startsWith('#version')) continue
      const pair: unknown = typeof merge === 'string' ? merge.split(' ') : merge
      const [left, right] = Array.isArray(pair) && pair.length === 2 ? (pair as [unknown, unknown]) : []
      if (typeof left !== 'string' || typeof right !== 'string') throw this.#damaged(section, JSON.stringify(merge))
      const first = vocabulary.idOf(left)
      const second = vocabulary.idOf(right)
      const result = vocabulary.idOf(left + right.slice(prefix.length))
      if (first === undefined || second === undefined || result === undefined) {
        throw this.#damaged(section, `${left} ${right}`)
      }
      this.#ranks.set(first * 2 ** 26 + second, this.#results.push(result) - 1)
    }
  }

  /** How early the pair is merged, from 0; undefined when it never is. */
  rankOf(left: number, right: number): number | undefined {
    return this.#ranks.get(left * 2 ** 26 + right)
  }

  resultOf(rank: number): number {
    return this.#results[rank]!
  }

  #damaged(section: Section, merge: string): GazeError {
    return new GazeError(
      `tokenizer.json is damaged: the vocabulary lacks a part or the result of the merge ${merge} in ${section.path}.merges.`,
    )
  }
}
