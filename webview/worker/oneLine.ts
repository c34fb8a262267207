/** An error's message on one line, cut to what fits in a sentence. */
export function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.replace(/\s+/g, ' ').replace(/\.$/, '').slice(0, 300)
}
