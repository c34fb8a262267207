/** Rows of cells as aligned lines; columns of numbers only are flushed right. Widths count code points. */
export function table(rows: readonly (readonly string[])[]): string {
  const size = (cell: string) => [...cell].length
  const [head = [], ...body] = rows
  const columns = head.map((_, column) => ({
    width: Math.max(...rows.map((row) => size(row[column] ?? ''))),
    numeric: body.length > 0 && body.every((row) => /^-?[\d,.]*$/.test(row[column] ?? '')),
  }))
  return rows
    .map((row) =>
      columns
        .map(({ width, numeric }, column) => {
          const cell = row[column] ?? ''
          const space = ' '.repeat(width - size(cell))
          return numeric ? space + cell : cell + space
        })
        .join('  ')
        .trimEnd())
    .join('\n')
}
