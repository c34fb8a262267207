/** How a model wants its text generated. */
export interface GenerationConfig {
  /** What the decoder of an encoder-decoder begins with. */
  readonly start: number | undefined
  readonly ends: readonly number[]
  /** The first token that is generated, and the last where the length runs out. */
  readonly forcedFirst: number | undefined
  readonly forcedLast: readonly number[]
  readonly suppressed: readonly number[]
  readonly suppressedFirst: readonly number[]
  readonly badWords: readonly (readonly number[])[]
  /** No run of so many tokens comes twice; 0 for any. */
  readonly noRepeat: number
  readonly repetitionPenalty: number
  /** Of the whole decoder's input, its start included. */
  readonly minLength: number
  readonly maxLength: number | undefined
  readonly minNewTokens: number
  readonly maxNewTokens: number | undefined
  /** How many ids there are. */
  readonly vocabulary: number | undefined
  /** Sentences about what the configuration asks for and is not done. */
  readonly notes: readonly string[]
}

type Json = Readonly<Record<string, unknown>>

/**
 * Reads the parsed config.json and generation_config.json. As in transformers, the second decides alone where there is one;
 * the tokens that begin and end a text are the first's where the second says nothing of them.
 */
export function generationConfig(config: Json, generation: Json | undefined): GenerationConfig {
  const basic = new Set(['decoder_start_token_id', 'bos_token_id', 'eos_token_id', 'vocab_size'])
  const field = (name: string): unknown => generation?.[name] ?? (generation && !basic.has(name) ? undefined : config[name])
  const number = (name: string): number | undefined => {
    const value = field(name)
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined
  }
  const ids = (name: string): number[] => {
    const value = field(name)
    return (Array.isArray(value) ? value : [value]).filter((id): id is number => Number.isSafeInteger(id) && (id as number) >= 0)
  }
  const badWords = field('bad_words_ids')
  const beams = number('num_beams') ?? 1
  return {
    start: ids('decoder_start_token_id')[0] ?? ids('bos_token_id')[0],
    ends: ids('eos_token_id'),
    forcedFirst: ids('forced_bos_token_id')[0],
    forcedLast: ids('forced_eos_token_id'),
    suppressed: ids('suppress_tokens'),
    suppressedFirst: ids('begin_suppress_tokens'),
    badWords: Array.isArray(badWords) ? badWords.filter((word): word is number[] => Array.isArray(word) && word.length > 0) : [],
    noRepeat: number('no_repeat_ngram_size') ?? 0,
    repetitionPenalty: number('repetition_penalty') ?? 1,
    minLength: number('min_length') ?? 0,
    maxLength: number('max_length'),
    minNewTokens: number('min_new_tokens') ?? 0,
    maxNewTokens: number('max_new_tokens'),
    vocabulary: ids('vocab_size')[0],
    notes: beams > 1 ? [`The model's configuration asks for a search with ${String(beams)} beams; one token at a time is chosen instead.`] : [],
  }
}
