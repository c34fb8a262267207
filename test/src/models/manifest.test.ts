import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

interface Counts { num_hidden_layers: number; num_attention_heads: number }
interface Entry { name: string; folder: string; start?: { layer: number; head: number } }

test('a bundled model starts with a layer and a head that it has', () => {
  const entries = JSON.parse(readFileSync('media/models/manifest.json', 'utf8')) as Entry[]
  assert.ok(entries.some(({ start }) => start), 'at least one says where to start')
  for (const { name, folder, start } of entries) {
    const { encoder, decoder, ...own } = JSON.parse(readFileSync(`media/models/${folder}/config.json`, 'utf8')) as Record<string, number> & { encoder?: Counts; decoder?: Counts }
    if (!start) continue
    const config: Record<string, number> = encoder && decoder ? {
      encoder_layers: encoder.num_hidden_layers, decoder_layers: decoder.num_hidden_layers, decoder_attention_heads: decoder.num_attention_heads,
    } : own
    // An encoder-decoder's layers: the encoder's, the decoder's own, and those between the two.
    const layers = config['num_hidden_layers'] ?? config['encoder_layers']! + 2 * config['decoder_layers']!
    assert.ok(start.layer >= 0 && start.layer < layers, name)
    assert.ok(start.head >= 0 && start.head < (config['num_attention_heads'] ?? config['decoder_attention_heads'])!, name)
  }
})
