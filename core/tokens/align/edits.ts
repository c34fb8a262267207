/**
 * New characters for a text, one code point each, in order. `changes[i]` says how character i came about: 0 replaces
 * the next old character, 1 is inserted behind what precedes it, -n replaces the next and removes n more.
 */
export class Edits {
  readonly chars: string[] = []
  readonly changes: number[] = []

  push(char: string, change: number): void {
    this.chars.push(char)
    this.changes.push(change)
  }
}
