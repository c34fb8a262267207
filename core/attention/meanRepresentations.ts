import { GazeError } from '../gazeError.ts'
import type { TokenGroup } from './groupWeights.ts'
import type { Representations } from './representationCosines.ts'

/** Groups as if they were tokens: the mean of each one's representations, [groups, hidden]; throws where a group is empty or names no token. */
export function meanRepresentations({ tokens, hidden, data }: Representations, groups: readonly TokenGroup[]): Representations {
  const means = new Float32Array(groups.length * hidden)
  groups.forEach(({ label, tokens: members }, at) => {
    if (members.length === 0) throw new GazeError(`The group ${JSON.stringify(label)} has no tokens.`)
    for (const token of members) {
      if (!(token >= 0 && token < tokens)) throw new GazeError(`There is no token ${String(token)} among ${String(tokens)}, counted from 0.`)
      for (let i = 0; i < hidden; i++) means[at * hidden + i]! += data[token * hidden + i]! / members.length
    }
  })
  return { tokens: groups.length, hidden, data: means }
}
