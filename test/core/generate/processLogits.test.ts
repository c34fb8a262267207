import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generationConfig } from '../../../core/generate/generationConfig.ts'
import { processLogits } from '../../../core/generate/processLogits.ts'

const vocabulary = 8

function possible(rules: Record<string, unknown>, ids: readonly number[], given = 1, longest = 20): number[] {
  const logits = new Float32Array(vocabulary).fill(1)
  processLogits(logits, { ids, given, longest }, generationConfig({ eos_token_id: 2 }, rules))
  return [...logits.keys()].filter((id) => logits[id]! > -Infinity)
}

const all = [0, 1, 2, 3, 4, 5, 6, 7]
const without = (...gone: number[]) => all.filter((id) => !gone.includes(id))

test('forced, suppressed and bad tokens', () => {
  assert.deepEqual(possible({ forced_bos_token_id: 5 }, [0]), [5])
  assert.deepEqual(possible({ forced_bos_token_id: 5 }, [0, 5]), all)
  assert.deepEqual(possible({ forced_eos_token_id: 2 }, [0, 1, 1], 1, 4), [2])
  assert.deepEqual(possible({ suppress_tokens: [1, 99], begin_suppress_tokens: [4] }, [0]), without(1, 4))
  assert.deepEqual(possible({ suppress_tokens: [1], begin_suppress_tokens: [4] }, [0, 3]), without(1))
  assert.deepEqual(possible({ bad_words_ids: [[3], [6, 7]] }, [0, 6]), without(3, 7))
})

test('no early end, no run of tokens twice', () => {
  assert.deepEqual(possible({ min_length: 4, eos_token_id: 2 }, [0, 1, 1]), without(2))
  assert.deepEqual(possible({ min_length: 4, eos_token_id: 2 }, [0, 1, 1, 1]), all)
  assert.deepEqual(possible({ min_new_tokens: 2, eos_token_id: [2, 3] }, [0, 1, 1, 1], 3), without(2, 3))
  assert.deepEqual(possible({ no_repeat_ngram_size: 3 }, [4, 5, 6, 1, 4, 5]), without(6))
  assert.deepEqual(possible({ no_repeat_ngram_size: 1 }, [4, 5]), without(4, 5))
})

test('repeated tokens lose by the penalty', () => {
  const logits = Float32Array.from([2, -2, 2])
  processLogits(logits, { ids: [0, 1, 0], given: 1, longest: 9 }, generationConfig({}, { repetition_penalty: 2 }))
  assert.deepEqual([...logits], [1, -4, 2])
})

test('generation_config.json decides alone; the tokens that begin and end a text may come from config.json', () => {
  const { start, ends, forcedLast, suppressed } = generationConfig({ decoder_start_token_id: 3, eos_token_id: 2, forced_eos_token_id: 2 }, { suppress_tokens: [1] })
  assert.deepEqual([start, ends, forcedLast, suppressed], [3, [2], [], [1]])
  assert.deepEqual(generationConfig({ forced_eos_token_id: 2, num_beams: 4 }, undefined).forcedLast, [2])
  assert.match(generationConfig({ num_beams: 4 }, undefined).notes[0]!, /4 beams/)
})
