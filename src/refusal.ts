/** What a person is told instead of getting what they asked for: one sentence, with the next step in it. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}
