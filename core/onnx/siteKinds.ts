import type { AttentionSite } from './attentionSite.ts'
import { type GraphIndex, tensorsRead } from './graphIndex.ts'
import { inputsBehind } from './inputsBehind.ts'
import type { ReadSite } from './readSite.ts'
import { factOf, type Facts } from './tensorFacts.ts'

/** What config.json knows that the graph may not: pass its fields as they are. All optional. */
export interface ModelHint {
  readonly modelType?: string | undefined
  readonly architectures?: readonly string[] | undefined
  readonly isDecoder?: boolean | undefined
  readonly isEncoderDecoder?: boolean | undefined
  /** Which half of an encoder-decoder the graph is, where it is one of two files. */
  readonly half?: 'encoder' | 'decoder' | undefined
}

/**
 * Tells encoder, decoder and cross-attention apart: keys of another stream, or keys that know nothing of token ids that
 * the queries come from, are cross; a causal mask means decoder.
 */
export function siteKinds(sites: readonly ReadSite[], index: GraphIndex, facts: Facts, hint: ModelHint): AttentionSite['kind'][] {
  const decoder = isDecoder(index, hint)
  const isCross = crossTest(new Set(sites.map(({ refs }) => refs.context.tensor)), index, facts, hint)
  return sites.map(({ causal, refs }) => {
    if (isCross(refs.query.tensor, refs.key.tensor)) return 'cross'
    return (decoder ?? causal) ? 'decoder' : 'encoder'
  })
}

/** Tells whether a query and a key are of different texts; `contexts` are what attentions make of one. */
export function crossTest(contexts: ReadonlySet<string>, index: GraphIndex, facts: Facts, { half }: ModelHint): (query: string, key: string) => boolean {
  const behind = inputsBehind(index, facts)
  return (query, key) => {
    // What a decoder's graph has been given, and did not make of its own tokens, is of another text.
    const isGiven = half === 'decoder' && behind(key) === 0
    return isGiven || (behind(query) & ~behind(key)) !== 0 || !sameStream(query, key, contexts, index, facts)
  }
}

/** Text towers with a causal mask that nevertheless encode; what the configuration or a cache says; else the mask decides. */
function isDecoder({ model }: GraphIndex, { modelType = '', architectures = [], isDecoder: said, isEncoderDecoder, half }: ModelHint): boolean | undefined {
  if (half) return half === 'decoder'
  if (/^(clip|siglip|metaclip|altclip|chinese_clip|owlvit|x_clip|clap)/.test(modelType)) return false
  if (isEncoderDecoder) return undefined
  if (said || architectures.some((name) => name.endsWith('ForCausalLM'))) return true
  return model.graph.inputs.some(({ name }) => name.startsWith('past_key_values')) || undefined
}

/** Whether two tensors have an activation in common before any earlier attention: queries and keys of one sequence do. */
function sameStream(query: string, key: string, contexts: ReadonlySet<string>, index: GraphIndex, facts: Facts): boolean {
  const seen = [new Set([query]), new Set([key])] as const
  const fronts: readonly [string[], string[]] = [[query], [key]]
  while (fronts[0].length || fronts[1].length) {
    for (const side of [0, 1] as const) {
      for (const tensor of fronts[side].splice(0)) {
        if (seen[1 - side]!.has(tensor)) return true
        if (contexts.has(tensor)) continue
        const maker = index.producer(tensor)
        for (const input of maker ? tensorsRead(maker) : []) {
          if (seen[side].has(input) || !factOf(facts, input).fed) continue
          seen[side].add(input)
          fronts[side].push(input)
        }
      }
    }
  }
  return false
}
