import type { AttentionRefusal } from './attentionSite.ts'
import { nodeLabel } from './graphIndex.ts'
import type { OnnxModel, OnnxNode } from './onnxModel.ts'

/** Fused operators whose first two inputs are queries and keys. */
const takesKeys = new Set(['ai.onnx.Attention', 'com.microsoft.MultiHeadAttention', 'com.microsoft.DecoderMaskedMultiHeadAttention'])

/** Attentions that stand inside one operator, a branch or a function, where no tensor of theirs can be reached yet. */
export function fusedRefusals(model: OnnxModel, isCross: (query: string, key: string) => boolean): AttentionRefusal[] {
  const functions = new Map(model.functions.map((one) => [`${one.domain}::${one.name}`, one.nodes]))
  return model.graph.nodes.flatMap((node) => {
    const operator = qualified(node)
    const label = nodeLabel(node)
    if (isFused(node)) {
      const [query, key] = node.inputs
      const what = takesKeys.has(operator) && query && key && isCross(query, key) ? 'cross-attention' : 'attention'
      return [{ node: label, operator, reason: `Node ${label} is the fused operator ${operator}, whose ${what} cannot be shown yet: export the model without fused operators.` }]
    }
    const inner = [...node.attributes.values()].flatMap(({ graphs }) => graphs)
    const body = functions.get(`${node.domain}::${node.op}`)
    const within = inner.length ? inner.some(({ nodes }) => holdsAttention(nodes, functions)) : body && holdsAttention(body, functions)
    if (!within) return []
    const what = body ? `the model's own function ${operator}` : `a branch of ${operator}`
    return [{ node: label, operator, reason: `The attention inside ${what} at node ${label} cannot be shown yet.` }]
  })
}

type Functions = ReadonlyMap<string, readonly OnnxNode[]>

function holdsAttention(nodes: readonly OnnxNode[], functions: Functions, depth = 0): boolean {
  if (depth > 32) return false
  const has = (ops: RegExp): boolean => nodes.some(({ op }) => ops.test(op))
  if (nodes.some(isFused) || (has(/Softmax$/) && has(/^(MatMul|Einsum|FusedMatMul)$/))) return true
  return nodes.some((node) => {
    const inner = [...node.attributes.values()].flatMap(({ graphs }) => graphs)
    const body = functions.get(`${node.domain}::${node.op}`)
    return inner.some((graph) => holdsAttention(graph.nodes, functions, depth + 1)) || (body !== undefined && holdsAttention(body, functions, depth + 1))
  })
}

function isFused(node: OnnxNode): boolean {
  const aten = node.attributes.get('operator')?.text ?? ''
  return /Attention$|^PackedAttention|^Decoder(Masked)?(Self|MultiHead)?Attention/.test(node.op) || /attention/.test(aten)
}

function qualified({ domain, op }: OnnxNode): string {
  return `${domain || 'ai.onnx'}.${op}`
}
