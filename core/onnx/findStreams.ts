import { analyse } from './analyse.ts'
import type { AttentionSite } from './attentionSite.ts'
import { embeddingParts } from './embeddingParts.ts'
import type { FoundAttention } from './findAttention.ts'
import type { GraphIndex } from './graphIndex.ts'
import type { OnnxModel } from './onnxModel.ts'
import { isWide, oneBefore } from './perToken.ts'
import { residualSums, type ResidualSum } from './residualSums.ts'
import { factOf, type Facts } from './tensorFacts.ts'
import { scaling } from './traceProjection.ts'
import type { FoundStream, StateRef, StreamForm, StreamState } from './tokenStream.ts'

/** Finds, for each stack of layers, the states of its tokens from the embedding to the last layer, and what the embedding is the sum of. */
export function findStreams(model: OnnxModel, sites: readonly FoundAttention[]): readonly FoundStream[] {
  const { index, facts } = analyse(model)
  return (['encoder', 'decoder'] as const).flatMap((kind) => {
    const own = sites.filter((site) => site.kind === kind)
    return own.length && own.every(({ refs }) => refs.block.hidden) ? [findStream(kind, own, index, facts)] : []
  })
}

interface Traced {
  readonly form: StreamForm
  readonly states: readonly StreamState[]
  readonly refs: readonly StateRef[]
  /** The embedding. */
  readonly first: string
}

function findStream(name: FoundStream['name'], sites: readonly FoundAttention[], index: GraphIndex, facts: Facts): FoundStream {
  const inputs = sites.map(({ refs }) => refs.block.hidden!)
  const traced = traceSums(name, inputs, residualSums(rootOf(inputs[0]!, index, facts), index, facts), index, facts)
  const { form, states, refs, first } = traced ?? attentionInputs(sites, inputs)
  const parts = embeddingParts(first, index, facts)
  const hidden = factOf(facts, first).dims?.at(-1)
  const counts = new Map<string, number>()
  return {
    name, form, states,
    parts: parts.found.map(({ kind }) => {
      const before = counts.get(kind) ?? 0
      counts.set(kind, before + 1)
      return { kind, name: `${name}.embedding.${kind}${before ? `.${String(before)}` : ''}` }
    }),
    ...(typeof hidden === 'number' && { hidden }),
    missing: {
      ...(!traced && { representations: noSums(sites[0]!) }),
      ...(parts.reason !== undefined && { embeddings: parts.reason }),
    },
    refs: { states: refs, parts: parts.found.map(({ ref }) => ref), shape: parts.shape },
  }
}

/** The states between blocks: what each block's first sum adds to. Undefined where an attention has no place among the sums. */
function traceSums(
  name: string, inputs: readonly string[], sums: readonly ResidualSum[], index: GraphIndex, facts: Facts,
): Traced | undefined {
  const carried: string[] = []
  let from = 0
  for (const input of inputs) {
    const at = sums.findIndex(({ members }, place) => place >= from && members.has(input))
    const next = at < 0 ? undefined : sums[at]!.carried
    if (next === undefined) return undefined
    carried.push(next)
    from = at + 1
  }
  const last = sums.at(-1)!
  const before = sums.at(-2)!
  // One block without a second sum has but the embedding before it, which may be normed in any model.
  const normed = sums.length > 2 ? before.members.get(before.carried!) !== true : before.carried === inputs[0]
  const after = normedOutput(last, index, facts)
  const sum = [...last.members].find(([, own]) => own)?.[0]
  if (normed && after === undefined) return undefined
  const final = normed ? undefined : after
  const end: StateRef = normed ? { tensor: after! } : sum === undefined ? { sum: last.terms } : { tensor: sum }
  return {
    form: normed ? 'normed' : 'sum',
    first: carried[0]!,
    states: [
      ...[...carried, ''].map((_, depth) => ({ name: depth ? `${name}.${String(depth - 1)}.representation` : `${name}.embedding`, depth, last: false })),
      ...(final === undefined ? [] : [{ name: `${name}.last`, depth: carried.length, last: true }]),
    ],
    refs: [...carried.map((tensor) => ({ tensor })), end, ...(final === undefined ? [] : [{ tensor: final }])],
  }
}

/** What the norm behind a sum gives: the first of its tensors that anything but the norm takes. */
function normedOutput({ members }: ResidualSum, index: GraphIndex, facts: Facts): string | undefined {
  const outputs = new Set(index.model.graph.outputs.map(({ name }) => name))
  const taken = [...members].flatMap(([tensor, own]) => {
    if (own || !isWide(tensor, facts)) return []
    const leaves = outputs.has(tensor) || index.consumers(tensor).some((node) => !node.outputs.some((output) => members.has(output)))
    const maker = index.producer(tensor)
    return leaves && maker ? [{ tensor, position: index.position(maker) }] : []
  })
  const first = taken.sort((a, b) => a.position - b.position)[0]?.tensor
  return first === undefined ? undefined : beforeScaling(first, index, facts)
}

/** Some models scale what the final norm gives before they predict from it (T5). */
function beforeScaling(tensor: string, index: GraphIndex, facts: Facts): string {
  const node = index.producer(tensor)
  const scaled = node && scaling(node, facts)?.input
  return scaled === undefined ? tensor : beforeScaling(scaled, index, facts)
}

function attentionInputs(sites: readonly AttentionSite[], inputs: readonly string[]): Traced {
  return {
    form: 'attentionInput',
    first: inputs[0]!,
    states: sites.map(({ name }, depth) => ({ name: `${name}.hidden`, depth, last: false })),
    refs: inputs.map((tensor) => ({ tensor })),
  }
}

function noSums({ node }: AttentionSite): string {
  return `The residual sums around node ${node} cannot be told apart: the states are what each layer's attention is projected from, after its norm where there is one.`
}

/** The farthest tensor back that a state is made of by norms and scaling alone. */
function rootOf(tensor: string, index: GraphIndex, facts: Facts): string {
  const before = oneBefore(tensor, index, facts)
  return before === undefined ? tensor : rootOf(before, index, facts)
}
