import type { StepThrough } from '../../../protocol/steps.ts'
import type { StepName } from '../../../protocol/views.ts'

/** The formulas in TeX of the steps that additive attention has alone, or does otherwise; v_a is its vector, v_j a value. */
export function additiveFormulas(name: StepName, step: StepThrough): readonly string[] | null {
  const { energy, unprojected, output } = step
  switch (name) {
    case 'input':
      return unprojected?.includes('value') && step.values ? [`k_j = (k_{j,1},\\ \\dots,\\ k_{j,${step.values.length / step.keyCount}})`] : null
    case 'projections':
      return ['W q_i \\; (+\\, b)', 'U k_j \\; (+\\, b)', unprojected?.includes('value') ? 'v_j = k_j' : 'v_j']
    case 'tanh':
      return ['t_{ij} = \\tanh(W q_i + U k_j)']
    case 'energy':
      return ['s_{ij} = v_a \\cdot \\tanh(W q_i + U k_j)', `v_a \\cdot t_{ij} = \\sum_{n=1}^{${energy?.length ?? 'd'}} v_{a,n}\\, t_{ij,n}`]
    case 'output':
      return output ? null : ['o_i = c_i']
    default:
      return null
  }
}
