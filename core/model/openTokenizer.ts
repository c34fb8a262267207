import { GazeError } from '../gazeError.ts'
import { createTokenizer } from '../tokens/createTokenizer.ts'
import type { Tokenizer } from '../tokens/tokenizer.ts'
import type { ModelFolder, ReadOptions } from './modelFolder.ts'
import { readJson } from './readJson.ts'

const length = 'model_max_length'
/** Configurations say 1e30 for "no bound". */
const unbounded = 1e9

export interface OpenTokenizer {
  readonly tokenizer: Tokenizer
  /** The bound that tokenizer_config.json sets. */
  readonly maxTokens: number | undefined
}

/** Opens the tokenizer of a model's folder; a GazeError names what is missing or damaged. */
export async function openTokenizer(folder: ModelFolder, options?: ReadOptions): Promise<OpenTokenizer> {
  const files = await folder.list()
  if (!files.includes('tokenizer.json')) {
    throw new GazeError(`${folder.name} has no tokenizer.json: save it with the model's fast tokenizer (save_pretrained) in Python.`)
  }
  const json = await readJson(folder, 'tokenizer.json', options)
  const config = files.includes('tokenizer_config.json') ? await readJson(folder, 'tokenizer_config.json', options) : undefined
  const bound = config?.[length]
  return {
    tokenizer: createTokenizer(json, config),
    maxTokens: typeof bound === 'number' && bound > 0 && bound < unbounded ? Math.floor(bound) : undefined,
  }
}
