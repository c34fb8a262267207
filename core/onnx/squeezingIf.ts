import type { Attribute, OnnxGraph, OnnxNode } from './onnxModel.ts'

/**
 * What torch.onnx.export writes for `squeeze(dim)` where it does not know the size: an If that drops the axis if it is one,
 * and otherwise passes the tensor on. Read as the Squeeze it is on one text; any other node is given back.
 */
export function squeezingIf(node: OnnxNode): OnnxNode {
  if (node.op !== 'If' || node.outputs.length !== 1) return node
  const branches = ['then_branch', 'else_branch'].map((name) => node.attributes.get(name)?.graphs[0])
  const squeezed = branches.map((branch) => branch && squeezeIn(branch)).find(Boolean)
  const passed = branches.map((branch) => branch && passedOn(branch)).find(Boolean)
  if (!squeezed || squeezed.tensor !== passed) return node
  const axes: Attribute = { name: 'axes', int: 0, float: 0, text: '', ints: squeezed.axes, floats: [], tensor: undefined, graphs: [] }
  return { ...node, op: 'Squeeze', inputs: [squeezed.tensor], attributes: new Map([['axes', axes]]) }
}

function squeezeIn({ nodes, outputs, initializers }: OnnxGraph): { readonly tensor: string; readonly axes: readonly number[] } | undefined {
  const squeeze = nodes.find(({ op }) => op === 'Squeeze')
  if (!squeeze || squeeze.outputs[0] !== outputs[0]?.name || nodes.some((node) => node !== squeeze && node.op !== 'Constant')) return undefined
  const constant = nodes.find(({ outputs: made }) => made[0] === squeeze.inputs[1])?.attributes.get('value')?.tensor
  const axes = squeeze.attributes.get('axes')?.ints ?? (constant ?? initializers.get(squeeze.inputs[1] ?? ''))?.read()
  return axes && { tensor: squeeze.inputs[0]!, axes }
}

/** The tensor from around it that a branch gives as it is. */
function passedOn({ nodes, outputs }: OnnxGraph): string | undefined {
  const [node, more] = nodes
  if (!node) return outputs[0]?.name
  return !more && node.op === 'Identity' && node.outputs[0] === outputs[0]?.name ? node.inputs[0] : undefined
}
