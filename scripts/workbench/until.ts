/** Reads again and again until the value is as wished, and returns it; rejects with the last value after `seconds`. */
export async function until<T>(what: string, read: () => Promise<T>, wished: (value: T) => boolean, seconds = 20): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const value = await read()
    if (wished(value)) return value
    if (Date.now() > end) throw new Error(`Waited ${seconds} s for ${what}; last seen: ${JSON.stringify(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
}
