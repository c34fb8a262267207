export type Matrix = readonly (readonly number[])[]

/**
 * How far targets [rows, m] are from the nearest affine function of features [rows, n]: the norm of what is left of them,
 * and theirs. Gram-Schmidt, twice for accuracy; features that others already span are left out.
 */
export function affineResidual(features: Matrix, targets: Matrix): { readonly residual: number; readonly size: number } {
  const columns = [features.map(() => 1), ...features[0]!.map((_, j) => features.map((row) => row[j]!))]
  const basis: number[][] = []
  for (const column of columns) {
    const rest = without(basis, without(basis, column))
    const length = norm(rest)
    if (length > 1e-5 * norm(column)) basis.push(rest.map((value) => value / length))
  }
  const wanted = targets[0]!.map((_, j) => targets.map((row) => row[j]!))
  return { residual: norm(wanted.flatMap((column) => without(basis, column))), size: norm(wanted.flat()) }
}

function without(basis: Matrix, column: readonly number[]): number[] {
  return basis.reduce<number[]>((rest, unit) => {
    const share = rest.reduce((sum, value, i) => sum + value * unit[i]!, 0)
    return rest.map((value, i) => value - share * unit[i]!)
  }, [...column])
}

function norm(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
}
