import type { StepThrough } from '../../../protocol/steps.ts'
import type { StepName } from '../../../protocol/views.ts'
import { additiveFormulas } from './additiveFormulas.ts'

/** 1/sqrt(d), as far as float32 goes. */
export function isUsualScale(scale: number, size: number): boolean {
  return Math.abs(scale * Math.sqrt(size) - 1) < 1e-4
}

/** The formulas of a step in TeX, with this head's own sizes; i is the query token, j a key. */
export function stepFormulas(name: StepName, step: StepThrough): readonly string[] {
  return (step.score === 'additive' ? additiveFormulas(name, step) : null) ?? dotFormulas(name, step)
}

function dotFormulas(name: StepName, step: StepThrough): readonly string[] {
  switch (name) {
    case 'input':
      return inputFormulas(step)
    case 'projections':
      return projectionFormulas(step)
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
    case 'tanh':
    case 'energy':
      return []
    case 'output':
      return !step.output && step.heads === 1 ? ['o_i = c_i'] : [`o_i = [\\,c_i^{1};\\ \\dots;\\ c_i^{${step.heads}}\\,]\\; W^O \\; (+\\, b)`]
  }
}

function projectionFormulas({ unprojected = [] }: StepThrough): readonly string[] {
  return [
    unprojected.includes('query') ? 'q_i = x_i' : 'q_i = x_i W^Q',
    unprojected.includes('key') ? 'k_j = x_j' : 'k_j = x_j W^K',
    unprojected.includes('value') ? 'v_j = x_j' : 'v_j = x_j W^V',
  ]
}

function inputFormulas({ input, embeddings, values, keyCount, unprojected }: StepThrough): readonly string[] {
  if (!input && values && unprojected?.includes('value')) return [`x_j = (x_{j,1},\\ \\dots,\\ x_{j,${values.length / keyCount}})`]
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
