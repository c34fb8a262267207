/** The dot product of `length` numbers of each array, from those offsets, added up in double precision. */
export function dotProduct(a: ArrayLike<number>, fromA: number, b: ArrayLike<number>, fromB: number, length: number): number {
  let sum = 0
  for (let i = 0; i < length; i++) sum += a[fromA + i]! * b[fromB + i]!
  return sum
}
