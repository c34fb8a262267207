import { GazeError } from '../gazeError.ts'

/** One object inside tokenizer.json, read field by field; what is missing or of the wrong kind is a GazeError with its path. */
export class Section {
  readonly path: string
  readonly fields: Readonly<Record<string, unknown>>

  constructor(value: unknown, path: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new GazeError(`The tokenizer is damaged: ${path} should be an object; export or download it again.`)
    }
    this.path = path
    this.fields = value as Record<string, unknown>
  }

  get type(): string {
    return this.text('type')
  }

  has(key: string): boolean {
    return this.fields[key] !== undefined && this.fields[key] !== null
  }

  text(key: string, fallback?: string): string {
    return this.#field(key, (value): value is string => typeof value === 'string', 'a text', fallback)
  }

  flag(key: string, fallback?: boolean): boolean {
    return this.#field(key, (value): value is boolean => typeof value === 'boolean', 'true or false', fallback)
  }

  number(key: string, fallback?: number): number {
    return this.#field(key, (value): value is number => typeof value === 'number', 'a number', fallback)
  }

  list(key: string): readonly unknown[] {
    return this.#field(key, Array.isArray, 'a list')
  }

  section(key: string): Section {
    return new Section(this.fields[key], `${this.path}.${key}`)
  }

  sections(key: string): Section[] {
    return this.list(key).map((value, i) => new Section(value, `${this.path}.${key}[${i}]`))
  }

  /** What to throw when this part is of a kind that we do not have. */
  unsupported(what: string): GazeError {
    return new GazeError(
      `tokenizer.json uses ${what} (at ${this.path}), which Token Gaze does not support yet; choose another model.`,
    )
  }

  #field<T>(key: string, is: (value: unknown) => value is T, kind: string, fallback?: T): T {
    const value = this.fields[key] ?? fallback
    if (is(value)) return value
    const fault = value === undefined ? 'is missing' : `should be ${kind}`
    throw new GazeError(
      `The tokenizer is damaged: ${this.path}.${key} ${fault}; export or download it again.`,
    )
  }
}
