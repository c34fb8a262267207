import type { StepThrough } from '../../../protocol/steps.ts'
import type { StepName } from '../../../protocol/views.ts'

/** 1/sqrt(d), as far as float32 goes. */
export function isUsualScale(scale: number, size: number): boolean {
  return Math.abs(scale * Math.sqrt(size) - 1) < 1e-4
}

/** The formulas of a step in TeX, with this head's own sizes; i is the query token, j a key. */
export function stepFormulas(name: StepName, step: StepThrough): readonly string[] {
  switch (name) {
    case 'input':
      return inputFormulas(step)
    case 'projections':
      return ['q_i = x_i W^Q', 'k_j = x_j W^K', 'v_j = x_j W^V']
    case 'products':
      return [`q_i \\cdot k_j = \\sum_{n=1}^{${step.query?.length ?? 'd'}} q_{i,n}\\, k_{j,n}`]
    case 'scale':
      return [`s_{ij} = ${scaledProduct(step)}`]
    case 'scores':
      return scoreFormulas(step)
    case 'softmax':
      return ["m_i = \\max_j s'_{ij}", "\\alpha_{ij} = \\frac{e^{s'_{ij} - m_i}}{\\sum_{n} e^{s'_{in} - m_i}}"]
    case 'sum':
      return ['c_i = \\sum_{j} \\alpha_{ij}\\, v_j']
    case 'output':
      return [`o_i = [\\,c_i^{1};\\ \\dots;\\ c_i^{${step.heads}}\\,]\\; W^O \\; (+\\, b)`]
  }
}

function inputFormulas({ input, embeddings }: StepThrough): readonly string[] {
  const vector = `x_i = (x_{i,1},\\ \\dots,\\ x_{i,${input?.length ?? 'n'}})`
  if (!embeddings) return [vector]
  const symbols = { token: 'e_{\\text{token}}', position: 'e_{\\text{position}}', segment: 'e_{\\text{segment}}', other: 'e_{\\text{other}}' }
  return [embeddings.map(({ kind }) => symbols[kind]).join(' + '), vector]
}

function scaledProduct({ scale, query }: StepThrough): string {
  const product = 'q_i \\cdot k_j'
  if (scale === undefined || !query) return product
  if (scale === 1) return product
  if (isUsualScale(scale, query.length)) return `\\frac{${product}}{\\sqrt{d_k}} = \\frac{${product}}{\\sqrt{${query.length}}}`
  return `${Number(scale.toPrecision(4))} \\; ${product}`
}

function scoreFormulas({ softCap }: StepThrough): readonly string[] {
  if (softCap === undefined) return ["s'_{ij} = s_{ij} + b_{ij}"]
  const cap = String(Number(softCap.toPrecision(4)))
  return [`s'_{ij} = ${cap} \\, \\tanh \\frac{s_{ij}}{${cap}} + b_{ij}`]
}
