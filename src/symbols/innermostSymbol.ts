/** A document symbol as far as it matters here; offsets in the document, half open. */
export interface SymbolSpan {
  readonly name: string
  readonly start: number
  readonly end: number
  /** Where its name stands. */
  readonly nameStart: number
  readonly nameEnd: number
  /** One line of a variable, property, constant and the like: too little to look at while something holds it. */
  readonly slight: boolean
}

/** The shortest symbol that holds the offset, slight ones only where nothing else does. */
export function innermostSymbol<S extends Pick<SymbolSpan, 'start' | 'end' | 'slight'>>(symbols: readonly S[], offset: number): S | undefined {
  const around = symbols.filter(({ start, end }) => start <= offset && offset <= end && start < end)
  const weighty = around.filter(({ slight }) => !slight)
  return (weighty.length > 0 ? weighty : around).reduce<S | undefined>(
    (best, symbol) => (best && best.end - best.start <= symbol.end - symbol.start ? best : symbol), undefined,
  )
}
