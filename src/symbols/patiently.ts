const patience = 2_000

/** What a language's extension answers; undefined where it fails, or takes too long. */
export function patiently<T>(asked: Thenable<T>): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => {
    setTimeout(() => {
      resolve(undefined)
    }, patience)
  })
  return Promise.race([Promise.resolve(asked).catch(() => undefined), late])
}
